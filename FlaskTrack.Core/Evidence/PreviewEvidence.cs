using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Counts what a packet would hold under the caller's rights now, and what it would leave out and why.</summary>
public sealed record PreviewEvidence(EvidenceRequest Request) : IQuery<PreviewEvidence, EvidencePreview>, IValidated
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
