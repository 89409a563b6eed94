using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Gives out and takes back single-use secrets inside the desk's transaction.</summary>
internal static class AccountTickets
{
    /// <summary>A new secret; older ones of the same purpose and person stop counting.</summary>
    public static async Task<string> IssueAsync(AccountDesk desk, TicketPurpose purpose, long? userId, TimeSpan life, string? data, CancellationToken ct, string? secret = null)
    {
        var now = desk.Now;
        foreach (var old in await desk.Database.Set<AccountTicket>().Where(row => row.Purpose == purpose && row.UserId == userId && row.UsedAt == null).ToListAsync(ct))
            old.UsedAt = now;
        secret ??= SecretHash.NewSecret();
        desk.Database.Add(new AccountTicket { Hash = SecretHash.Of(secret), Purpose = purpose, UserId = userId, Data = data, CreatedAt = now, ExpiresAt = now + life });
        return secret;
    }

    /// <summary>Notes that something given out elsewhere was used; false where it was used before. Two processes that note the same at once meet at its key.</summary>
    public static async Task<bool> SpendAsync(AccountDesk desk, TicketPurpose purpose, long userId, string secret, TimeSpan life, CancellationToken ct)
    {
        var (hash, now) = (SecretHash.Of(secret), desk.Now);
        if (await desk.Database.Set<AccountTicket>().AnyAsync(row => row.Hash == hash, ct)) return false;
        desk.Database.Add(new AccountTicket { Hash = hash, Purpose = purpose, UserId = userId, CreatedAt = now, ExpiresAt = now + life, UsedAt = now });
        return true;
    }

    /// <summary>The open ticket behind a secret; null for one that was used, has run out or was never given.</summary>
    public static async Task<AccountTicket?> FindAsync(AccountDesk desk, TicketPurpose purpose, string? secret, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(secret) || secret.Length > 200) return null;
        var hash = SecretHash.Of(secret);
        var ticket = await desk.Database.Set<AccountTicket>().FirstOrDefaultAsync(row => row.Hash == hash && row.Purpose == purpose && row.UsedAt == null, ct);
        return ticket is not null && desk.Now < ticket.ExpiresAt ? ticket : null;
    }
}
