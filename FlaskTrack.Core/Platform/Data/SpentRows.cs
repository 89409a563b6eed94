namespace FlaskTrack.Core.Platform.Data;

/// <summary>Clears away what signing in leaves behind and nothing reads any more. None of it is content: what happened is in the audit log.</summary>
internal static class SpentRows
{
    /// <summary>Counters of wrong tries begin anew after a quarter of an hour of quiet and a wait of at most another: a day later the row says nothing.</summary>
    public static readonly TimeSpan Throttles = TimeSpan.FromDays(1);

    /// <summary>A ticket past its end opens nothing. It stays a week, so that whoever opens an old link is told that it is old. A used one stays to its end at least, so that it is not used twice.</summary>
    public static readonly TimeSpan Tickets = TimeSpan.FromDays(7);

    /// <returns>How many rows.</returns>
    public static async Task<int> ForgetAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        var now = context.Scope.Clock.GetUtcNow();
        return await Sql.ExecuteAsync(context, """DELETE FROM "SignInThrottles" WHERE "LastTryAt" <= @Oldest""", ct, ("Oldest", (now - Throttles).UtcTicks))
            + await Sql.ExecuteAsync(context, """DELETE FROM "AccountTickets" WHERE "ExpiresAt" <= @Oldest""", ct, ("Oldest", (now - Tickets).UtcTicks));
    }
}
