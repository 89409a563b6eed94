using System.Reflection;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Evidence;

/// <summary>Writes the files of a packet and signs over them.</summary>
internal static class PacketAssembly
{
    /// <returns>The manifest with its files.</returns>
    public static async Task<PacketManifest> WriteAsync(PacketContent content, Stream output, SigningKeys keys, IProgress<JobStep>? progress, CancellationToken ct)
    {
        var total = content.Records.Count;
        var events = content.Events.Select(read => read.Stored).ToList();
        var records = PacketData.Records(content.Records.Select(sheet => new PacketRecord(sheet.Type, sheet.Code, sheet.Version, sheet.Data, sheet.Relations, [])));
        var lines = PacketData.Events(events);
        var checkpoint = ChainWalk.ToCheckpoint(content.Checkpoint!);
        var proofs = PacketProofs.Make(checkpoint, keys.Active, content.Tree, events.Select(e => (e.Sequence, e.Hash)));

        progress?.Report(new JobStep("Writing the document", total, total));
        using var pdf = new MemoryStream();
        PacketDocument.Write(content, records, lines, pdf, ct);
        progress?.Report(new JobStep("Writing the workbook", total, total));
        using var workbook = new MemoryStream();
        await PacketWorkbook.WriteAsync(content, workbook, ct);

        progress?.Report(new JobStep("Signing", total, total));
        var packet = new PacketWriter();
        packet.Add(PacketNames.Pdf, pdf.ToArray());
        packet.Add(PacketNames.Workbook, workbook.ToArray());
        packet.Add(PacketNames.Records, records);
        packet.Add(PacketNames.Events, lines);
        packet.Add(PacketNames.Proofs, proofs.ToCanonicalUtf8());
        packet.Add(PacketNames.VerifyPage, PacketNames.ReadVerifyPage());
        return await packet.WriteAsync(output, Manifest(content), keys, ct);
    }

    private static PacketManifest Manifest(PacketContent content)
    {
        var packet = content.Packet;
        return new PacketManifest
        {
            Packet = packet.Code,
            Organization = new PacketOrganization(content.Checkpoint!.Organization, content.Organization.Name),
            Scope = new Platform.Integrity.PacketScope(SnakeCase.Of(packet.ScopeKind.ToString()), [.. content.Records.Select(record => new PacketRecordReference(record.Type, record.Code))], packet.From, packet.To),
            MadeBy = new PacketMaker("user", content.RequesterId, content.RequesterName, SnakeCase.Of(content.RequesterRole)),
            MadeAt = content.MadeAt,
            Application = new PacketApplication("FlaskTrack", Version),
            Counts = new PacketCounts(content.Records.Count, content.Events.Count, 0, content.LeftOut.Total),
            Head = new PacketHead(content.Head.Sequence, content.Head.Hash),
            RecordVersions = [.. content.Records.Select(record => new PacketRecordVersion(record.Type, record.Id, record.Code, record.Version))],
            Replaces = packet.Replaces,
        };
    }

    private static string Version { get; } = typeof(PacketAssembly).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
