using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Core.Evidence;

/// <summary>packet.pdf: cover, records, audit trail, verification; with records.json and audit.jsonl carried inside.</summary>
internal static class PacketDocument
{
    public static PdfResult Write(PacketContent content, byte[] records, byte[] events, Stream output, CancellationToken ct)
    {
        var time = new LabTime(content.Organization.TimeZone);
        var code = content.Packet.Code;
        var hashes = new PacketHashes(Convert.ToHexStringLower(SHA256.HashData(records)), Convert.ToHexStringLower(SHA256.HashData(events)));
        return PdfWriter.Write(new PdfDocument
        {
            Title = $"Evidence packet {code}",
            Author = content.Organization.Name,
            Subject = content.Packet.Purpose,
            CreatedAt = time.Local(content.MadeAt),
            Logo = content.Logo,
            Footer = new RunningText(code, time.Full(content.MadeAt), "Page {page} of {pages}"),
            Blocks = PacketCover.Blocks(content, hashes, time).Concat(PacketRecordPages.Blocks(content, time)).Concat(PacketAuditPages.Blocks(content, time)).Concat(PacketProofPage.Blocks(content, hashes, time)),
            Attachments =
            [
                new("records.json", "application/json", records, "The records as canonical JSON", content.MadeAt),
                new("audit.jsonl", "application/x-ndjson", events, "The audit events, one canonical JSON a line, exactly as hashed", content.MadeAt),
            ],
        }, output, null, ct);
    }
}

/// <summary>SHA-256 of the two data files, in hex.</summary>
internal sealed record PacketHashes(string Records, string Events);
