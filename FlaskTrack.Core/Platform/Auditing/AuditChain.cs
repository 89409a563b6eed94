using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Appends events to an organization's chain inside the caller's transaction: neither the change nor its event exists without the other
/// (21 CFR 11.10(e)).</summary>
internal static class AuditChain
{
    private const string Insert = """
        INSERT INTO "AuditEvents" ("OrganizationId", "Sequence", "Organization", "Time", "ActorKind", "ActorId", "ActorName", "ActorRole", "OnBehalfOf", "Authentication", "Channel",
        "RequestId", "SessionId", "Ip", "UserAgent", "Action", "EntityType", "EntityId", "EntityCode", "EntityLabel", "EntityVersion", "Before", "After", "Reason", "SignatureId", "PreviousHash", "Hash")
        VALUES (@OrganizationId, @Sequence, @Organization, @Time, @ActorKind, @ActorId, @ActorName, @ActorRole, @OnBehalfOf, @Authentication, @Channel,
        @RequestId, @SessionId, @Ip, @UserAgent, @Action, @EntityType, @EntityId, @EntityCode, @EntityLabel, @EntityVersion, @Before, @After, @Reason, @SignatureId, @PreviousHash, @Hash)
        """;

    private const string Advance = """
        UPDATE "OrganizationHeads" SET "Sequence" = @Sequence, "Hash" = @Hash, "Accumulator" = @Accumulator, "AccessEpoch" = @Epoch, "LastTime" = @LastTime WHERE "OrganizationId" = @OrganizationId
        """;

    /// <summary>Makes the head row of a new organization.</summary>
    public static Task BeginAsync(FlaskTrackDbContext context, CancellationToken ct) => Sql.ExecuteAsync(
        context,
        """INSERT INTO "OrganizationHeads" ("OrganizationId", "Sequence", "Hash", "Accumulator", "AccessEpoch", "LastTime") VALUES (@OrganizationId, 0, @Hash, '0:', 0, 0)""",
        ct,
        ("OrganizationId", context.OrganizationId),
        ("Hash", ChainHash.Genesis));

    /// <summary>Reads the head row and holds nothing.</summary>
    public static Task<Head?> PeekAsync(FlaskTrackDbContext context, long organizationId, CancellationToken ct) => Sql.FirstAsync<Head>(
        context,
        """SELECT "Sequence", "Hash", "Accumulator", "AccessEpoch", "LastTime" FROM "OrganizationHeads" WHERE "OrganizationId" = @OrganizationId""",
        row => new Head(organizationId, row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
        ct,
        ("OrganizationId", organizationId))!;

    /// <summary>Reads the head row and, inside a transaction, keeps it until the end, so that writes of one organization come one after another.</summary>
    public static async Task<Head?> TakeAsync(FlaskTrackDbContext context, long organizationId, CancellationToken ct)
    {
        // The holder of the shared transaction has the file's write lock: nobody else can have moved the end that was read or written in it.
        if (context.Scope.Heads?.TryGetValue(organizationId, out var known) == true) return known;
        var head = await ReadAsync(context, organizationId, ct);
        if (head is not null && context.Scope.Heads is { } heads) heads[organizationId] = head;
        return head;
    }

    private static Task<Head?> ReadAsync(FlaskTrackDbContext context, long organizationId, CancellationToken ct)
    {
        var locking = context.Database.CurrentTransaction is not null;
        var text = context switch
        {
            PostgreSqlFlaskTrackDbContext when locking => """SELECT "Sequence", "Hash", "Accumulator", "AccessEpoch", "LastTime" FROM "OrganizationHeads" WHERE "OrganizationId" = @OrganizationId FOR UPDATE""",
            SqlServerFlaskTrackDbContext when locking => """SELECT "Sequence", "Hash", "Accumulator", "AccessEpoch", "LastTime" FROM "OrganizationHeads" WITH (UPDLOCK, ROWLOCK) WHERE "OrganizationId" = @OrganizationId""",
            _ => """SELECT "Sequence", "Hash", "Accumulator", "AccessEpoch", "LastTime" FROM "OrganizationHeads" WHERE "OrganizationId" = @OrganizationId""",
        };
        return Sql.FirstAsync<Head>(
            context,
            text,
            row => new Head(organizationId, row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
            ct,
            ("OrganizationId", organizationId))!;
    }

    /// <summary>Writes the events of a save: those of the organization to its chain, those of an account to the chain of every organization of the person.</summary>
    public static async Task AppendChangesAsync(FlaskTrackDbContext context, IReadOnlyList<Change> changes, CancellationToken ct)
    {
        var scope = context.Scope.Audit!;
        var own = changes.Where(change => change.Entity is TenantRow or Organizations.Organization).ToList();
        if (own.Count > 0)
        {
            var access = own.Any(ChangesAccess);
            await AppendAsync(context, own.Select(change => change.ToPending()), context.Scope.OrganizationSlug, scope, access, ct);
        }

        foreach (var change in changes.Where(change => change.Entity is not (TenantRow or Organizations.Organization)))
            await AccountEvents.AppendAsync(context, change, ct);
    }

    private static bool ChangesAccess(Change change) =>
        change.Entity is IAccessFact
        || (change.Entity is GovernedRecord && change.State != EntityState.Added && (change.After.ContainsKey("owner_id") || change.After.ContainsKey("visibility") || change.After.ContainsKey("site_id") || change.After.ContainsKey("status")));

    /// <summary>Adds the events to the end of the chain of the context's organization.</summary>
    /// <param name="accessChanged">Raises the access epoch with them.</param>
    public static Task AppendAsync(FlaskTrackDbContext context, IEnumerable<PendingEvent> events, string organization, AuditScope scope, bool accessChanged, CancellationToken ct) =>
        AppendAsync(context, context.OrganizationId, events, organization, scope, accessChanged, ct);

    internal static async Task AppendAsync(FlaskTrackDbContext context, long organizationId, IEnumerable<PendingEvent> events, string organization, AuditScope scope, bool accessChanged, CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is null) throw new InvalidOperationException("An audit event is written in the transaction of its change.");
        var head = await TakeAsync(context, organizationId, ct) ?? throw new InvalidOperationException($"Organization {organizationId} has no chain.");
        var now = context.Scope.Clock.GetUtcNow().UtcTicks;
        var ticks = Math.Max(now - (now % TimeSpan.TicksPerMicrosecond), head.LastTime);
        var accumulator = MerkleAccumulator.Parse(head.Accumulator);
        foreach (var pending in events)
        {
            var sealedEvent = ChainHash.Seal(scope.ToEvent(pending, organization, head.Sequence + 1, head.Hash, new DateTimeOffset(ticks, TimeSpan.Zero)));
            await InsertAsync(context, organizationId, sealedEvent, ticks, ct);
            accumulator.Append(sealedEvent.Hash);
            head = head with { Sequence = sealedEvent.Sequence, Hash = sealedEvent.Hash };
        }

        var epoch = accessChanged ? head.Epoch + 1 : head.Epoch;
        head = head with { Accumulator = accumulator.ToString(), Epoch = epoch, LastTime = ticks };
        await Sql.ExecuteAsync(context, Advance, ct, ("Sequence", head.Sequence), ("Hash", head.Hash), ("Accumulator", head.Accumulator), ("Epoch", head.Epoch), ("LastTime", head.LastTime), ("OrganizationId", organizationId));
        if (context.Scope.Heads is { } heads) heads[organizationId] = head;
        context.Scope.AccessChanged |= accessChanged;
    }

    private static Task<int> InsertAsync(FlaskTrackDbContext context, long organizationId, ChainEvent e, long ticks, CancellationToken ct) => Sql.ExecuteAsync(
        context,
        Insert,
        ct,
        ("OrganizationId", organizationId),
        ("Sequence", (object?)e.Sequence),
        ("Organization", (object?)e.Organization),
        ("Time", ticks),
        ("ActorKind", e.ActorKind),
        ("ActorId", e.ActorId),
        ("ActorName", e.ActorName),
        ("ActorRole", e.ActorRole),
        ("OnBehalfOf", e.OnBehalfOf),
        ("Authentication", e.Authentication),
        ("Channel", e.Channel),
        ("RequestId", e.RequestId),
        ("SessionId", e.SessionId),
        ("Ip", e.Ip),
        ("UserAgent", e.UserAgent),
        ("Action", e.Action),
        ("EntityType", e.EntityType),
        ("EntityId", e.EntityId),
        ("EntityCode", e.EntityCode),
        ("EntityLabel", e.EntityLabel),
        ("EntityVersion", e.EntityVersion),
        ("Before", e.Before),
        ("After", e.After),
        ("Reason", e.Reason),
        ("SignatureId", e.SignatureId),
        ("PreviousHash", e.PreviousHash),
        ("Hash", e.Hash));
}

/// <summary>The end of a chain as it was read.</summary>
internal sealed record Head(long OrganizationId, long Sequence, string Hash, string Accumulator, long Epoch, long LastTime);
