using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Asks for a packet: makes its record and puts it in the queue. Building runs under the rights the requester has then.</summary>
public sealed record RequestEvidence(EvidenceRequest Request, string? Reason = null) : ICommand<RequestEvidence, PacketView>, IValidated, IReasoned
{
    public static Permission Requires => Permissions.Evidence.Generate;

    public void Validate(FieldErrors errors)
    {
        Request.Validate(errors);
        if (Request.Replaces is not null && StoredText.Clean(Reason) is null) errors.Add("reason", "Say why the packet replaces another.");
    }
}
