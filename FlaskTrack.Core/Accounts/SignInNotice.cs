using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Tells a person by mail of a sign-in from an address that none of their sign-ins came from lately.</summary>
internal static class SignInNotice
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>Call it before the new session is made, in the same transaction. A person's very first sign-in is no news.</summary>
    public static async Task TellAsync(AccountDesk desk, User user, Visitor visitor, CancellationToken ct)
    {
        if (visitor.Ip is null || user.Email is null) return;
        var since = desk.Now - Remembered;
        var before = desk.Database.Set<UserSession>().AsNoTracking().Where(row => row.UserId == user.Id && row.StartedAt > since);
        if (!await before.AnyAsync(ct) || await before.AnyAsync(row => row.Ip == visitor.Ip, ct)) return;
        desk.Mail(user.Email, "A sign-in from a new address", $"Somebody signed in to your FlaskTrack account from the address {visitor.Ip} with {Devices.Name(visitor.UserAgent)} at {desk.Now:yyyy-MM-dd HH:mm} UTC. If this was you, nothing needs to be done. If not, set a new password at once and end that session under Account, Sessions.");
    }
}
