using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Stops the building of a packet, or takes it out of the queue. For its requester and for admins.</summary>
public sealed record CancelEvidence(RecordRef<EvidencePacket> Record) : ICommand<CancelEvidence, PacketView>, IOnRecord<EvidencePacket>
{
    public static Permission Requires => Permissions.Evidence.Generate;
}

internal sealed class CancelEvidenceHandler(JobQueue<EvidencePacket> queue) : IHandler<CancelEvidence, PacketView>
{
    public async Task<Result<PacketView>> HandleAsync(CancelEvidence operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        if (!EvidenceRules.MayCancel(context, packet)) return new Problem.NotAllowed($"{packet.Code} is built for somebody else. They or an admin can stop it.");
        if (!EvidenceRules.IsUnfinished(packet)) return new Problem.NotAllowed($"{packet.Code} is not being built.");
        packet.PacketState = PacketState.Cancelled;
        await context.SaveAsync(ct);
        var (organization, id) = (context.Organization.Id, packet.Id);
        context.AfterCommit(() => queue.Cancel(organization, id));
        return await PacketViews.OfAsync(context, packet, queue, ct);
    }
}
