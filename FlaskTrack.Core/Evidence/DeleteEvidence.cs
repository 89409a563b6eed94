using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Makes a packet a tombstone: no reader finds it and its file is removed; record and history stay.</summary>
public sealed record DeleteEvidence(RecordRef<EvidencePacket> Record, string? Reason, int? Version = null) : ICommand<DeleteEvidence, Done>, IOnRecord<EvidencePacket>, IReasoned, IVersioned
{
    public static Permission Requires => Permissions.Evidence.Delete;
}

internal sealed class DeleteEvidenceHandler(JobQueue<EvidencePacket> queue, PacketFiles files) : IHandler<DeleteEvidence, Done>
{
    public Task<Result<Done>> HandleAsync(DeleteEvidence operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        packet.Delete();
        var (organization, id, key) = (context.Organization.Id, packet.Id, packet.FileKey);
        context.AfterCommit(() =>
        {
            queue.Cancel(organization, id);
            files.Delete(key);
        });
        return Task.FromResult<Result<Done>>(default(Done));
    }
}
