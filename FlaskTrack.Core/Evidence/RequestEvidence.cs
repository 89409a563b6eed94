using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Asks for a packet: makes its record and puts it in the queue. Building runs under the rights the requester has then.</summary>
public sealed record RequestEvidence(EvidenceRequest Request, string? Reason = null) : ICommand<RequestEvidence, PacketView>, IUsesRecords<Sample>, IValidated, IReasoned
{
    public static Permission Requires => Permissions.Evidence.Generate;

    public IReadOnlyList<RecordRef<Sample>> Uses => [.. Request.Codes.Select(RecordRef<Sample>.Parse)];

    public void Validate(FieldErrors errors)
    {
        Request.Validate(errors);
        if (Request.Replaces is not null && StoredText.Clean(Reason) is null) errors.Add("reason", "Say why the packet replaces another.");
        errors.Optional("reason", "Reason", Reason, 1000);
    }
}

internal sealed class RequestEvidenceHandler(JobQueue<EvidencePacket> queue) : IHandler<RequestEvidence, PacketView>
{
    public async Task<Result<PacketView>> HandleAsync(RequestEvidence operation, OperationContext context, CancellationToken ct)
    {
        var request = operation.Request.Cleaned();
        if (request.IncludeSensitive && !context.Audit.SeesSensitive) return new Problem.Refused(Denials.Capability(Permissions.Records.ViewSensitive));
        if (request.Replaces is { } replaced && await ReplaceProblemAsync(context, replaced, ct) is { } wrong) return wrong;
        if (!request.IsPeriod && !request.IncludeSensitive && context.Used<Sample>().All(sample => sample.Sensitive)) return FieldErrors.Of("include_sensitive", "Everything chosen is marked sensitive. Include sensitive samples, or choose others.");

        var packet = new EvidencePacket
        {
            Code = await context.NextCodeAsync("EVP", ct),
            Visibility = Visibility.Organization,
            ScopeKind = request.Scope,
            ScopeCodes = [.. context.Used<Sample>().Select(sample => sample.Code).Order(StringComparer.Ordinal)],
            From = request.From,
            To = request.To,
            Purpose = request.Purpose,
            Recipient = request.Recipient,
            IncludeSensitive = request.IncludeSensitive,
            Replaces = request.Replaces,
            ReplaceReason = request.Replaces is null ? null : StoredText.Clean(operation.Reason),
        };
        context.Add(packet);
        await context.SaveAsync(ct);
        var place = new JobPlace(context.Organization.Id, context.Organization.Slug, packet.Id, context.UserId);
        context.AfterCommit(() => queue.Add(place));
        return await PacketViews.OfAsync(context, packet, queue, ct);
    }

    /// <summary>A packet is amended once: whoever holds an old one must find one answer to what stands in its place.</summary>
    private static async Task<Problem?> ReplaceProblemAsync(OperationContext context, string code, CancellationToken ct)
    {
        var old = await context.Readable<EvidencePacket>().FirstOrDefaultAsync(row => row.Code == code, ct);
        if (old is null) return FieldErrors.Of("replaces", $"There is no packet {code} that you may read.");
        if (old.PacketState != PacketState.Ready) return FieldErrors.Of("replaces", $"{code} was never finished, so there is nothing to replace. Build a packet of its own.");
        var newer = await context.Readable<EvidencePacket>().Where(row => row.Replaces == code && (row.PacketState == PacketState.Queued || row.PacketState == PacketState.Building || row.PacketState == PacketState.Ready)).Select(row => row.Code).FirstOrDefaultAsync(ct);
        return newer is null ? null : FieldErrors.Of("replaces", $"{code} is replaced by {newer} already. Replace {newer}.");
    }
}
