namespace FlaskTrack.Core.Platform.Data;

/// <summary>Clears away what signing in and writing to people leave behind and nothing reads any more. None of it is content: what happened is in the audit log, which
/// keeps who signed in, when, from where and how, under the session's id, for as long as the log is kept (21 CFR 11.10(e)).</summary>
internal static class SpentRows
{
    /// <summary>Counters of wrong tries begin anew after a quarter of an hour of quiet and a wait of at most another: a day later the row says nothing.</summary>
    public static readonly TimeSpan Throttles = TimeSpan.FromDays(1);

    /// <summary>A ticket past its end opens nothing. It stays a week, so that whoever opens an old link is told that it is old. A used one stays to its end at least, so that it is not used twice.</summary>
    public static readonly TimeSpan Tickets = TimeSpan.FromDays(7);

    /// <summary>A session stays 90 days after its end, in which a sign-in from its address is no news (<see cref="Accounts.SignInNotice"/>). One that nobody ended is over when it
    /// was not used for that long: no limit of an organization is longer than a day.</summary>
    public static readonly TimeSpan Sessions = TimeSpan.FromDays(90);

    /// <summary>A letter stays 30 days after it was sent, or was queued and never could be: it is tried for a day only. Its text is cleared when it is sent.</summary>
    public static readonly TimeSpan Letters = TimeSpan.FromDays(30);

    private const string OldSessions = """
        DELETE FROM "UserSessions" WHERE "EndedAt" <= @Oldest
           OR ("EndedAt" IS NULL AND "LastSeenAt" <= @Oldest AND ("RefreshTokenExpiresAt" IS NULL OR "RefreshTokenExpiresAt" <= @Oldest))
        """;

    /// <returns>How many rows.</returns>
    public static async Task<int> ForgetAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        var now = context.Scope.Clock.GetUtcNow();
        return await Sql.ExecuteAsync(context, """DELETE FROM "SignInThrottles" WHERE "LastTryAt" <= @Oldest""", ct, ("Oldest", (now - Throttles).UtcTicks))
            + await Sql.ExecuteAsync(context, """DELETE FROM "AccountTickets" WHERE "ExpiresAt" <= @Oldest""", ct, ("Oldest", (now - Tickets).UtcTicks))
            + await Sql.ExecuteAsync(context, OldSessions, ct, ("Oldest", (now - Sessions).UtcTicks))
            + await Sql.ExecuteAsync(context, """DELETE FROM "OutboxMails" WHERE "SentAt" <= @Oldest OR ("SentAt" IS NULL AND "QueuedAt" <= @Oldest)""", ct, ("Oldest", (now - Letters).UtcTicks));
    }
}
