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
