using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Opens a finished packet for the caller. Rights are decided again on every record inside, the file's hash is checked, and each download is
/// audited.</summary>
public sealed record DownloadEvidence(RecordRef<EvidencePacket> Record) : IQuery<DownloadEvidence, PacketDownload>, IOnRecord<EvidencePacket>
{
    public static Permission Requires => Permissions.Evidence.Generate;
}

/// <summary>The file; whoever asked for it closes the stream.</summary>
public sealed record PacketDownload(string FileName, long Size, string Sha256, Stream Content);

internal sealed class DownloadEvidenceHandler(PacketFiles files) : IHandler<DownloadEvidence, PacketDownload>
{
    /// <summary>How the event of a download begins.</summary>
    public const string Mark = "{\"bytes\":";

    public async Task<Result<PacketDownload>> HandleAsync(DownloadEvidence operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        if (packet.PacketState != PacketState.Ready) return new Problem.NotAllowed($"{packet.Code} is not ready.");
        if (await EvidenceRules.DownloadDenialAsync(context, packet, ct) is { } denial) return new Problem.Refused(denial);
        var file = files.Open(packet.FileKey!);
        if (file is null) return EvidenceRules.Gone(packet);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        if (hash != packet.FileHash)
        {
            await file.DisposeAsync();
            return new Problem.NotAllowed($"The file of {packet.Code} was changed on the server and is not given out. Build the packet again and tell whoever runs FlaskTrack.");
        }

        file.Position = 0;
        context.Note("bytes", file.Length);
        context.Note("download", packet.Code);
        context.Note("sha256", hash);
        return new PacketDownload($"{packet.Code}-{context.Organization.Slug}.zip", file.Length, hash, file);
    }
}
