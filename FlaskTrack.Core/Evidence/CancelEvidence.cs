using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Stops the building of a packet, or takes it out of the queue. For its requester and for admins.</summary>
public sealed record CancelEvidence(RecordRef<EvidencePacket> Record) : ICommand<CancelEvidence, PacketView>, IOnRecord<EvidencePacket>
{
    public static Permission Requires => Permissions.Evidence.Generate;
}
