using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>How the installation is and whether it does its work, for owners, admins and auditors (21 CFR 11.1(e)). It holds no secret and no path.</summary>
public sealed record GetSystemReport : IQuery<GetSystemReport, SystemReport>, ILooksOnly
{
    public static Permission Requires => Permissions.Audit.Verify;
}

/// <param name="Keys">Signing keys, the active one first.</param>
public sealed record SystemReport(DateTimeOffset At, string Database, IReadOnlyList<SigningKeyRow> Keys, IReadOnlyList<SystemCheck> Checks);

/// <param name="RetiredAt">Null for the active key.</param>
public sealed record SigningKeyRow(string KeyId, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt);

/// <summary>One check.</summary>
/// <param name="State">Says what was seen, as a sentence.</param>
public sealed record SystemCheck(string Name, bool Ok, string State);

internal sealed class GetSystemReportHandler(SigningKeys keys, DatabaseOptions database) : IHandler<GetSystemReport, SystemReport>
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(26);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(20);

    public async Task<Result<SystemReport>> HandleAsync(GetSystemReport operation, OperationContext context, CancellationToken ct) => new SystemReport(
        context.Now, database.Provider.ToString(),
        [.. keys.All.OrderBy(key => key.RetiredAt is null ? 0 : 1).ThenByDescending(key => key.CreatedAt).Select(key => new SigningKeyRow(key.KeyId, key.CreatedAt, key.RetiredAt))],
        [await ChainAsync(context, ct), await CheckpointAsync(context, ct), await PacketsAsync(context, ct), await LettersAsync(context, ct)]);

    private static async Task<SystemCheck> ChainAsync(OperationContext context, CancellationToken ct) => await context.Audit.LastVerificationAsync(ct) switch
    {
        null => new SystemCheck("Audit chain", true, "Not verified yet; the first night does it."),
        { IsIntact: false, FirstBroken: var at } => new SystemCheck("Audit chain", false, $"Broken at event {at}."),
        { Time: var time, By: var by } when context.Now - time > Night => new SystemCheck("Audit chain", false, $"Intact, but last verified {Hours(context.Now - time)} ago by {by}; the nightly verification does not run."),
        { Time: var time, By: var by } => new SystemCheck("Audit chain", true, $"Intact, verified {Hours(context.Now - time)} ago by {by}."),
    };

    private static async Task<SystemCheck> CheckpointAsync(OperationContext context, CancellationToken ct)
    {
        var last = await context.Checkpoints.OrderByDescending(row => row.Sequence).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(ct) ?? 0;
        var waiting = await context.Events.Where(row => row.Sequence > last).OrderBy(row => row.Sequence).Select(row => (DateTimeOffset?)row.Time).FirstOrDefaultAsync(ct);
        return waiting is { } since && context.Now - since > Quarter
            ? new SystemCheck("Checkpoints", false, $"Events wait {Hours(context.Now - since)} for a signed checkpoint; one is due every 15 minutes.")
            : new SystemCheck("Checkpoints", true, last == 0 ? "The first follows within 15 minutes." : $"The last one covers event {last}.");
    }

    private static async Task<SystemCheck> PacketsAsync(OperationContext context, CancellationToken ct)
    {
        var since = context.Now - TimeSpan.FromDays(7);
        var open = await context.Readable<EvidencePacket>().CountAsync(row => row.PacketState == PacketState.Queued || row.PacketState == PacketState.Building, ct);
        var failed = await context.Readable<EvidencePacket>().CountAsync(row => row.PacketState == PacketState.Failed && row.CreatedAt > since, ct);
        return new SystemCheck("Evidence packets", failed == 0, $"{open} in work, {failed} failed in the last 7 days.");
    }

    /// <summary>How many letters wait says nothing of any organization.</summary>
    private static async Task<SystemCheck> LettersAsync(OperationContext context, CancellationToken ct)
    {
        var since = context.Now - TimeSpan.FromHours(24);
        var waiting = await context.Shared<OutboxMail>().CountAsync(mail => mail.SentAt == null && mail.QueuedAt > since, ct);
        var failing = await context.Shared<OutboxMail>().CountAsync(mail => mail.SentAt == null && mail.Tries > 0 && mail.QueuedAt > since, ct);
        return new SystemCheck("E-mail", failing == 0, failing == 0 ? $"{waiting} waiting." : $"{failing} of {waiting} waiting letters were refused by the mail server and are tried again for a day.");
    }

    private static string Hours(TimeSpan time) => time.TotalHours < 1 ? $"{(int)time.TotalMinutes} min" : $"{(int)time.TotalHours} h";
}
