using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>What becomes of a person's tokens when what they were made with changes, inside the transaction of that change.</summary>
internal static class PersonalTokens
{
    /// <summary>Revokes all that count.</summary>
    public static async Task<int> RevokeAllAsync(AccountDesk desk, long userId, CancellationToken ct)
    {
        var now = desk.Now;
        var tokens = await desk.Database.Set<PersonalToken>().Where(row => row.UserId == userId && row.RevokedAt == null && row.ExpiresAt > now).ToListAsync(ct);
        foreach (var token in tokens) token.RevokedAt = now;
        return tokens.Count;
    }

    /// <summary>SECURITY: which factor a token was made with is not kept, so none counts as a second factor once one is gone.</summary>
    public static async Task ForgetFactorAsync(AccountDesk desk, long userId, CancellationToken ct)
    {
        foreach (var token in await desk.Database.Set<PersonalToken>().Where(row => row.UserId == userId && row.SecondFactor && row.RevokedAt == null).ToListAsync(ct)) token.SecondFactor = false;
    }
}
