using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Makes a packet a tombstone: no reader finds it and its file is removed; record and history stay.</summary>
public sealed record DeleteEvidence(RecordRef<EvidencePacket> Record, string? Reason, int? Version = null) : ICommand<DeleteEvidence, Done>, IOnRecord<EvidencePacket>, IReasoned, IVersioned
{
    public static Permission Requires => Permissions.Evidence.Delete;
}
