using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Names, sizes and hashes of the files in a finished packet, for those who may download it. Nothing is taken out of it, so it is no use of the
/// right and is not audited.</summary>
public sealed record GetEvidenceFiles(RecordRef<EvidencePacket> Record) : IQuery<GetEvidenceFiles, IReadOnlyList<PacketFileRow>>, IOnRecord<EvidencePacket>, ILooksOnly
{
    public static Permission Requires => Permissions.Evidence.Generate;
}

public sealed record PacketFileRow(string Name, long Size, string Sha256);

internal sealed class GetEvidenceFilesHandler(PacketFiles files) : IHandler<GetEvidenceFiles, IReadOnlyList<PacketFileRow>>
{
    public async Task<Result<IReadOnlyList<PacketFileRow>>> HandleAsync(GetEvidenceFiles operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        if (packet.PacketState != PacketState.Ready) return new Problem.NotAllowed($"{packet.Code} is not ready.");
        if (await EvidenceRules.DownloadDenialAsync(context, packet, ct) is { } denial) return new Problem.Refused(denial);
        await using var file = files.Open(packet.FileKey!);
        if (file is null) return EvidenceRules.Gone(packet);
        try
        {
            var archive = new PacketArchive(file, new PacketLimits());
            var manifest = archive.Read(PacketNames.Manifest) ?? throw new FormatException("manifest.json is missing.");
            return (PacketFileRow[])[.. PacketManifest.Parse(manifest).Files.Select(one => new PacketFileRow(one.Name, one.Size, one.Sha256)), Row(PacketNames.Manifest, manifest), Row(PacketNames.Signature, archive.Read(PacketNames.Signature) ?? [])];
        }
        catch (FormatException broken)
        {
            return new Problem.NotAllowed($"The file of {packet.Code} cannot be read: {broken.Message} Build the packet again and tell whoever runs FlaskTrack.");
        }
    }

    private static PacketFileRow Row(string name, byte[] content) => new(name, content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
}
