using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>One packet with its progress.</summary>
public sealed record GetEvidence(RecordRef<EvidencePacket> Record) : IQuery<GetEvidence, PacketView>, IOnRecord<EvidencePacket>, ILooksOnly
{
    public static Permission Requires => Permissions.Evidence.Generate;
}

internal sealed class GetEvidenceHandler(JobQueue<EvidencePacket> queue) : IHandler<GetEvidence, PacketView>
{
    public async Task<Result<PacketView>> HandleAsync(GetEvidence operation, OperationContext context, CancellationToken ct) =>
        await PacketViews.OfAsync(context, context.Record<EvidencePacket>(), queue, ct);
}
