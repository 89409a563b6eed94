using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform;

/// <summary>What the host and the operator's command line do to the installation as a whole, outside any organization.</summary>
public sealed class Installation
{
    private readonly DatabaseFactory factory;
    private readonly RunnerParts parts;

    internal Installation(DatabaseFactory factory, RunnerParts parts)
    {
        this.factory = factory;
        this.parts = parts;
    }

    /// <summary>Applies the migrations that are missing and renews the guards of the audit log.</summary>
    /// <returns>The names of those applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        var missing = (await context.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing.Count > 0) await context.Database.MigrateAsync(ct);
        await AppendOnly.ApplyAsync(context, ct);
        return missing;
    }

    /// <summary>True where nobody has an account yet.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        return !await context.Set<User>().AnyAsync(ct);
    }

    /// <summary>True where the database answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        return await context.Database.CanConnectAsync(ct);
    }

    /// <summary>Writes down who was last active when; called once in a while by the host.</summary>
    public async Task FlushActivityAsync(CancellationToken ct)
    {
        var sessions = parts.Sessions.Drain();
        var members = parts.Activity.Drain();
        var tokens = parts.Sessions.DrainTokens();
        if (sessions.Count == 0 && members.Count == 0 && tokens.Count == 0) return;
        using var gate = await parts.Gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        foreach (var (id, at) in sessions)
            await Sql.ExecuteAsync(context, """UPDATE "UserSessions" SET "LastSeenAt" = @At WHERE "Id" = @Session AND "LastSeenAt" < @At""", ct, ("At", at.UtcTicks), ("Session", id));
        foreach (var (id, at) in tokens)
            await Sql.ExecuteAsync(context, """UPDATE "PersonalTokens" SET "LastUsedAt" = @At WHERE "Id" = @Token""", ct, ("At", at.UtcTicks), ("Token", id));
        foreach (var ((organization, member), at) in members)
            await NoteMemberAsync(context, organization, member, at, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Deletes drafts after their 14 days, requests after their 24 hours, and what signing in and letters leave behind (<see cref="SpentRows"/>); called once in a while by the host.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        using var gate = await parts.Gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        return await DraftRows.ForgetAsync(context, ct) + await RequestClaims.ForgetAsync(context, ct) + await SpentRows.ForgetAsync(context, ct);
    }

    /// <summary>The access epochs of these organizations as the database has them now; other processes' changes show here.</summary>
    public async Task<IReadOnlyDictionary<long, long>> EpochsAsync(IReadOnlyCollection<long> organizations, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(parts.Clock));
        return await context.Set<OrganizationHead>().IgnoreQueryFilters().Where(head => organizations.Contains(head.OrganizationId)).ToDictionaryAsync(head => head.OrganizationId, head => head.AccessEpoch, ct);
    }

    private static async Task NoteMemberAsync(FlaskTrackDbContext context, long organization, long member, DateTimeOffset at, CancellationToken ct)
    {
        var changed = await Sql.ExecuteAsync(context, """UPDATE "MemberActivities" SET "LastActiveAt" = @At WHERE "OrganizationId" = @OrganizationId AND "MemberId" = @MemberId""", ct, ("At", at.UtcTicks), ("OrganizationId", organization), ("MemberId", member));
        if (changed == 0)
            await Sql.ExecuteAsync(context, """INSERT INTO "MemberActivities" ("OrganizationId", "MemberId", "LastActiveAt") VALUES (@OrganizationId, @MemberId, @At)""", ct, ("OrganizationId", organization), ("MemberId", member), ("At", at.UtcTicks));
    }
}
