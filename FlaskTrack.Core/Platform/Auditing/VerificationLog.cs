using System.Globalization;
using System.Text.Json;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Keeps what was asked and found of verifications. An outcome, its event and the notice of a break are written in one transaction.</summary>
internal sealed class VerificationLog(DatabaseFactory factory, WriterGate gate, NoticeBroadcast notices, AccessBroadcast pages, PublicAddress address, TimeProvider clock)
{
    private const int KeepFindings = 50;

    private const string Insert = """
        INSERT INTO "ChainVerifications" ("OrganizationId", "State", "CreatedById", "By", "AskedAt", "Time", "Events", "FindingsOmitted", "LastSequence", "Checkpoints")
        VALUES (@OrganizationId, 'Waiting', @CreatedById, @By, @Now, @Now, 0, 0, 0, 0)
        """;

    private const string Finish = """
        UPDATE "ChainVerifications" SET "State" = @State, "Time" = @Now, "Events" = @Events, "FirstBroken" = @FirstBroken, "Detail" = @Detail, "Findings" = @Findings, "FindingsOmitted" = @Omitted,
        "LastSequence" = @LastSequence, "LastHash" = @LastHash, "MerkleRoot" = @MerkleRoot, "Checkpoints" = @Checkpoints WHERE "OrganizationId" = @OrganizationId AND "Id" = @Id AND "State" = 'Waiting'
        """;

    private const string End = """
        UPDATE "ChainVerifications" SET "State" = @State, "Time" = @Now, "Detail" = @Detail WHERE "OrganizationId" = @OrganizationId AND "Id" = @Id AND "State" = 'Waiting'
        """;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>Asks for a verification. One that waits or is at work is given instead: the chain is walked once at a time.</summary>
    public Task<(long Id, bool IsNew)> AskAsync(long organizationId, string slug, long memberId, string by, CancellationToken ct) => WriteAsync(organizationId, slug, async context =>
    {
        var open = await context.Set<ChainVerification>().AsNoTracking().Where(row => row.State == VerificationState.Waiting && row.CreatedById != 0).Select(row => (long?)row.Id).FirstOrDefaultAsync(ct);
        return open is { } waiting ? (waiting, false) : (await InsertAsync(context, memberId, by, ct), true);
    }, ct);

    public async Task<bool> IsWaitingAsync(long organizationId, string slug, long id, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        return await context.Set<ChainVerification>().AnyAsync(row => row.Id == id && row.State == VerificationState.Waiting, ct);
    }

    /// <summary>Ends one that waits or is at work without an answer.</summary>
    /// <returns>False where it has ended already.</returns>
    public Task<bool> EndAsync(long organizationId, string slug, long id, VerificationState state, string detail, CancellationToken ct) => WriteAsync(organizationId, slug, async context =>
        await Sql.ExecuteAsync(context, End, ct, ("State", state.ToString()), ("Now", clock.GetUtcNow().UtcTicks), ("Detail", Cut(detail)), ("OrganizationId", organizationId), ("Id", id)) > 0, ct);

    /// <summary>Keeps the outcome of a walk. Where it turned, broken after intact or intact after broken, open pages are told as of a changed right: they ask anew what
    /// their reader is to see, and the banner comes or goes.</summary>
    /// <param name="id">The verification asked for; null for a walk of the platform's own.</param>
    /// <returns>False where it was cancelled meanwhile; nothing is kept then.</returns>
    public async Task<bool> KeepAsync(long organizationId, string slug, long? id, ChainReport report, int checkpoints, AuditScope scope, CancellationToken ct)
    {
        var (kept, turned, noticed) = await WriteAsync(organizationId, slug, async context =>
        {
            var turned = report.Ok == await LastAsync(context, ct) is { IsIntact: false };
            var run = id ?? await InsertAsync(context, 0, scope.ActorName, ct);
            if (await FinishAsync(context, run, report, checkpoints, ct) == 0) return (false, false, []);
            await AuditChain.AppendAsync(context, [new PendingEvent(null, null, null, null, null, null, null, AuditValue.Json(Notes(run, report, checkpoints)))], slug, scope, accessChanged: turned, ct);
            if (report.First is { } first) await WarnAsync(context, first.Sequence, scope, ct);
            return (true, turned, context.Scope.Noticed.ToList());
        }, ct);
        notices.Raise(noticed);
        pages.Raise(organizationId, turned, []);
        return kept;
    }

    public static Task<ChainVerification?> LastAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        context.Set<ChainVerification>().AsNoTracking().Where(row => row.State == VerificationState.Intact || row.State == VerificationState.Broken).OrderByDescending(row => row.Time).ThenByDescending(row => row.Id).FirstOrDefaultAsync(ct);

    public static IReadOnlyList<ChainFinding> FindingsOf(ChainVerification row) => row.Findings is null ? [] : JsonSerializer.Deserialize<List<ChainFinding>>(row.Findings, Json)!;

    private static SortedDictionary<string, object?> Notes(long run, ChainReport report, int checkpoints) => new(StringComparer.Ordinal)
    {
        ["checkpoints"] = checkpoints,
        ["events"] = report.Events,
        ["first_broken"] = report.First?.Sequence,
        ["intact"] = report.Ok,
        ["verification"] = run,
    };

    private static string Cut(string text) => text.Length > 400 ? text[..400] : text;

    private async Task<T> WriteAsync<T>(long organizationId, string slug, Func<FlaskTrackDbContext, Task<T>> act, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        using var entered = await gate.EnterAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await AuditChain.TakeAsync(context, organizationId, ct);
        var result = await act(context);
        await transaction.CommitAsync(ct);
        return result;
    }

    private async Task<long> InsertAsync(FlaskTrackDbContext context, long memberId, string by, CancellationToken ct)
    {
        await Sql.ExecuteAsync(context, Insert, ct, ("OrganizationId", context.OrganizationId), ("CreatedById", memberId), ("By", by), ("Now", clock.GetUtcNow().UtcTicks));
        // The chain's head is held, so nobody else can have added one of this organization.
        return await context.Set<ChainVerification>().AsNoTracking().MaxAsync(row => row.Id, ct);
    }

    private Task<int> FinishAsync(FlaskTrackDbContext context, long run, ChainReport report, int checkpoints, CancellationToken ct) => Sql.ExecuteAsync(
        context, Finish, ct, ("State", (report.Ok ? VerificationState.Intact : VerificationState.Broken).ToString()), ("Now", clock.GetUtcNow().UtcTicks), ("Events", report.Events), ("FirstBroken", report.First?.Sequence), ("Detail", report.First is { } first ? Cut(first.Detail) : null),
        ("Findings", report.Ok ? null : JsonSerializer.Serialize(report.Findings.Take(KeepFindings), Json)), ("Omitted", Math.Max(0, report.Findings.Count - KeepFindings) + report.FindingsOmitted),
        ("LastSequence", report.LastSequence), ("LastHash", report.LastHash), ("MerkleRoot", report.MerkleRoot), ("Checkpoints", checkpoints), ("OrganizationId", context.OrganizationId), ("Id", run));

    /// <summary>Owners, admins and auditors are told; a break that was told and not read yet is not told again.</summary>
    private async Task WarnAsync(FlaskTrackDbContext context, long sequence, AuditScope scope, CancellationToken ct)
    {
        context.Scope.Audit = scope;
        var draft = new NoticeDraft(NotificationKind.Alert, string.Create(CultureInfo.InvariantCulture, $"The audit chain is broken at event {sequence}"))
        {
            Holders = Permissions.Audit.Verify,
            Text = "Keep the database as it is and tell whoever runs FlaskTrack.",
            Href = "/audit/verify",
            Key = string.Create(CultureInfo.InvariantCulture, $"chain:{sequence}"),
        };
        await NoticeWriter.WriteAsync(context, [draft], address, ct);
    }
}
