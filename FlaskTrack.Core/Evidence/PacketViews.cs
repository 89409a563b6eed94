using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Makes what the caller sees of packets.</summary>
internal static class PacketViews
{
    public static async Task<PacketView> OfAsync(OperationContext context, EvidencePacket packet, JobQueue<EvidencePacket> queue, CancellationToken ct)
    {
        var denial = packet.PacketState == PacketState.Ready ? await EvidenceRules.DownloadDenialAsync(context, packet, ct) : null;
        var newer = await context.Readable<EvidencePacket>().Where(row => row.Replaces == packet.Code && row.PacketState == PacketState.Ready).Select(row => new { row.Code, row.ReplaceReason }).FirstOrDefaultAsync(ct);
        var codes = await RecordCodes.OfAsync<Sample>(context, packet.ScopeCodes.Concat(RecordCodes.CodesIn(packet.Failure)), ct);
        return new PacketView
        {
            Id = packet.Id,
            Code = packet.Code,
            Version = packet.Version,
            ScopeKind = packet.ScopeKind,
            ScopeCodes = codes.Open<Sample>(packet.ScopeCodes),
            WithheldScope = packet.ScopeCodes.Count - codes.Open<Sample>(packet.ScopeCodes).Count,
            From = packet.From,
            To = packet.To,
            Purpose = packet.Purpose,
            Recipient = packet.Recipient,
            IncludeSensitive = packet.IncludeSensitive,
            Replaces = packet.Replaces,
            ReplaceReason = packet.ReplaceReason,
            SupersededBy = newer?.Code,
            SupersededBecause = newer?.ReplaceReason,
            State = packet.PacketState,
            Failure = codes.In<Sample>(packet.Failure),
            Records = packet.RecordCount,
            Events = packet.EventCount,
            Files = packet.FileCount,
            Withheld = packet.WithheldCount,
            AsOfSequence = packet.AsOfSequence,
            RootHash = packet.RootHash,
            ManifestHash = packet.ManifestHash,
            FileHash = packet.FileHash,
            SizeBytes = packet.SizeBytes,
            RequestedById = packet.CreatedById,
            RequestedBy = await context.Rows<Membership>().Where(member => member.Id == packet.CreatedById).Select(member => member.DisplayName).FirstOrDefaultAsync(ct) ?? "",
            RequestedAt = packet.CreatedAt,
            BuiltAt = packet.BuiltAt,
            Progress = queue.ProgressOf(context.Organization.Id, packet.Id),
            NoDownload = denial?.Sentence,
            CanCancel = EvidenceRules.MayCancel(context, packet) && EvidenceRules.IsUnfinished(packet),
            Access = context.AccessTo(packet),
        };
    }
}
