using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>A break that a watch found.</summary>
public sealed record ChainBreak(long OrganizationId, string Organization, long FirstBroken, string Detail);

/// <summary>Verifies every organization's chain on its own account, once a night. The outcome is kept and audited; a break raises
/// <see cref="Broken"/>, and pages show it until a later walk finds the chain intact.</summary>
internal sealed class ChainWatch(DatabaseFactory factory, WriterGate gate, SigningKeys keys, CheckpointService checkpoints, NoticeBroadcast notices, AccessBroadcast pages, PublicAddress address, TimeProvider clock)
{
    public const string Nightly = "Nightly verification";

    private const string Insert = """
        INSERT INTO "ChainVerifications" ("OrganizationId", "Time", "IsIntact", "Events", "FirstBroken", "Detail", "By") VALUES (@OrganizationId, @Time, @IsIntact, @Events, @FirstBroken, @Detail, @By)
        """;

    /// <summary>Raised once for each break found.</summary>
    public event Action<ChainBreak>? Broken;

    /// <returns>The breaks found; none is the usual night.</returns>
    public async Task<IReadOnlyList<ChainBreak>> VerifyAllAsync(CancellationToken ct)
    {
        List<(long Id, string Slug)> organizations;
        await using (var context = factory.Create(new DatabaseScope(clock)))
            organizations = await OrganizationDirectory.AllAsync(context, ct);
        var breaks = new List<ChainBreak>();
        foreach (var (id, slug) in organizations)
        {
            if (await VerifyAsync(id, slug, Nightly, null, ct) is { First: { } first }) breaks.Add(new ChainBreak(id, slug, first.Sequence, first.Detail));
        }

        foreach (var found in breaks) Broken?.Invoke(found);
        return breaks;
    }

    /// <summary>Verifies one organization in the platform's own name.</summary>
    /// <param name="by">Who runs it, such as "Nightly verification".</param>
    public async Task<ChainReport> VerifyAsync(long organizationId, string slug, string by, Action<long, long>? progress, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        var (report, count) = await ChainWalk.VerifyAsync(context, keys, progress, ct);
        await KeepAsync(organizationId, slug, report, by, ct);
        await AuditAsync(organizationId, slug, report, count, by, ct);
        if (report.Ok && await AuditChain.PeekAsync(context, organizationId, ct) is { } head) await checkpoints.OfAsync(slug, head, ct);
        return report;
    }

    /// <summary>Keeps the outcome of a walk for the status line. Where it turned, broken after intact or intact after broken, open pages are told as of a changed right: they
    /// ask anew what their reader is to see, and the banner comes or goes.</summary>
    public async Task KeepAsync(long organizationId, string slug, ChainReport report, string by, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        bool turned;
        using (await gate.EnterAsync(ct))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(ct);
            await AuditChain.TakeAsync(context, organizationId, ct);
            var last = await context.Set<ChainVerification>().AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
            turned = report.Ok == last is { IsIntact: false };
            var detail = report.First?.Detail is { Length: > 400 } text ? text[..400] : report.First?.Detail;
            await Sql.ExecuteAsync(context, Insert, ct, ("OrganizationId", organizationId), ("Time", clock.GetUtcNow().UtcTicks), ("IsIntact", report.Ok), ("Events", report.Events), ("FirstBroken", (object?)report.First?.Sequence ?? null), ("Detail", detail), ("By", by));
            if (turned) await AuditChain.AppendAsync(context, [], slug, Scope(by), accessChanged: true, ct);
            if (report.First is { } first) await WarnAsync(context, first.Sequence, by, ct);
            await transaction.CommitAsync(ct);
        }

        notices.Raise(context.Scope.Noticed);
        pages.Raise(organizationId, turned, []);
    }

    /// <summary>Owners, admins and auditors are told; a break that was told and not read yet is not told again.</summary>
    private async Task WarnAsync(FlaskTrackDbContext context, long sequence, string by, CancellationToken ct)
    {
        context.Scope.Audit = Scope(by);
        var draft = new NoticeDraft(NotificationKind.Alert, $"The audit chain is broken at event {sequence}")
        {
            Holders = Permissions.Audit.Verify,
            Text = "Keep the database as it is and tell whoever runs FlaskTrack.",
            Href = "/audit/verify",
            Key = $"chain:{sequence}",
        };
        await NoticeWriter.WriteAsync(context, [draft], address, ct);
    }

    private static AuditScope Scope(string by) => new() { ActorKind = "system", ActorName = by, Channel = "job", Action = Permissions.Audit.Verify.Name };

    /// <summary>What the event of a verification says.</summary>
    public static IReadOnlyDictionary<string, object?> Notes(ChainReport report, int checkpoints) => new SortedDictionary<string, object?>(StringComparer.Ordinal)
    {
        ["checkpoints"] = checkpoints,
        ["events"] = report.Events,
        ["first_broken"] = report.First?.Sequence,
        ["intact"] = report.Ok,
    };

    private async Task AuditAsync(long organizationId, string slug, ChainReport report, int count, string by, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await AuditChain.AppendAsync(context, [new PendingEvent(null, null, null, null, null, null, null, AuditValue.Json(Notes(report, count)))], slug, Scope(by), accessChanged: false, ct);
        await transaction.CommitAsync(ct);
    }
}
