using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Counts what a packet would hold under the caller's rights now, and what it would leave out and why.</summary>
public sealed record PreviewEvidence(EvidenceRequest Request) : IQuery<PreviewEvidence, EvidencePreview>, IValidated, ILooksOnly
{
    public static Permission Requires => Permissions.Evidence.Generate;

    public void Validate(FieldErrors errors) => Request.Validate(errors);
}

/// <param name="AsOfSequence">Event of the chain at which this was counted.</param>
/// <param name="UnknownCodes">Codes asked for that name no sample the caller may read.</param>
public sealed record EvidencePreview(long AsOfSequence, IReadOnlyList<PreviewLine> Lines, IReadOnlyList<string> UnknownCodes)
{
    public int LeftOut => Lines.Sum(line => line.LeftOut);
}

/// <param name="Part">"Samples", "Audit events", "Sensitive fields".</param>
/// <param name="Why">Why it is left out; null where nothing is.</param>
public sealed record PreviewLine(string Part, int InPacket, int LeftOut, string? Why);

internal sealed class PreviewEvidenceHandler : IHandler<PreviewEvidence, EvidencePreview>
{
    public async Task<Result<EvidencePreview>> HandleAsync(PreviewEvidence operation, OperationContext context, CancellationToken ct)
    {
        var request = operation.Request.Cleaned();
        await using var snapshot = await context.SnapshotAsync(ct);
        var head = await context.HeadAsync(ct);
        var sees = context.Audit.SeesSensitive;
        var samples = await EvidenceSelection.SamplesAsync(context, request.Codes, request.From, request.To, request.IncludeSensitive && sees, ct);
        if (samples.Included.Count > EvidenceRequest.MaxRecords) return FieldErrors.Of("to", EvidenceRules.TooMany(samples.Total));
        var events = await EvidenceSelection.EventsAsync(context, samples.Included, head?.Sequence ?? 0, ct);
        var unreadable = request.IsPeriod ? "You may not read them, or they were deleted" : "There is no such sample, or it is not yours to see";
        var unknown = request.IsPeriod ? [] : await UnknownAsync(context, request.Codes, ct);
        return new EvidencePreview(head?.Sequence ?? 0,
        [
            new("Samples", samples.Included.Count, samples.Withheld, samples.Withheld == 0 ? null : unreadable),
            new("Sensitive samples", samples.Included.Count(sample => sample.Sensitive), samples.Sensitive, samples.Sensitive == 0 ? null : sees ? "Marked sensitive, not included by choice" : "Marked sensitive; your role does not see them"),
            new("Audit events", events.Shown.Count, events.Withheld, events.Withheld == 0 ? null : "You may not read them"),
        ], unknown);
    }

    private static async Task<IReadOnlyList<string>> UnknownAsync(OperationContext context, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var known = (await EvidenceSelection.SamplesAsync(context, codes, null, null, sensitive: true, ct)).Included.Select(sample => sample.Code);
        return [.. codes.Except(known, StringComparer.Ordinal)];
    }
}
