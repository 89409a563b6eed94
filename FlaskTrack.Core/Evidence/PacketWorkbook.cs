using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Core.Evidence;

/// <summary>packet.xlsx: one sheet for each table, in a fixed order. A sheet without rows keeps its heading, which says that there is nothing and not that
/// nobody looked.</summary>
internal static class PacketWorkbook
{
    private static readonly ExportColumn[] Summary = [new("Member", Width: 24), new("Value", Width: 80)];

    private static readonly ExportColumn[] Audit =
    [
        new("Sequence", ColumnKind.Integer), new("Time (UTC)", ColumnKind.DateTime), new("Actor", Width: 26), new("Role"), new("On behalf of", Width: 26), new("Channel"), new("Action", Width: 22), new("Record type"), new("Record"),
        new("Version", ColumnKind.Integer), new("Summary", Width: 60), new("Before", Width: 40), new("After", Width: 40), new("Reason", Width: 40), new("Hash", Width: 68),
    ];

    private static readonly (string Name, ExportColumn[] Columns)[] Later =
    [
        ("Steps", Columns("Execution", "Step", "Title", "Completed", "By", "Value", "Remark")),
        ("Measurements", Columns("Record", "Quantity", "Value", "Unit", "Observed", "Recorded", "By")),
        ("Checklists", Columns("Checklist", "Item", "Result", "Evidence", "By", "When")),
        ("Approvals", Columns("Approval", "Record", "Version", "Decision", "By", "When")),
        ("Signatures", Columns("Meaning", "Signer", "Signed", "Record", "Version", "SHA-256 of the record")),
        ("Incidents", Columns("Incident", "Title", "Severity", "Status", "Recorded", "By")),
        ("Files", Columns("File", "Name", "Size", "SHA-256")),
    ];

    public static async Task WriteAsync(PacketContent content, Stream output, CancellationToken ct)
    {
        await using var workbook = new WorkbookWriter(output, new WorkbookInfo($"Evidence packet {content.Packet.Code}", content.Organization.Name, content.MadeAt));
        await workbook.WriteSheetAsync("Summary", Summary, SummaryRows(content), ct);
        var columns = content.Records.SelectMany(record => record.Data.Select(member => member.Key)).Distinct().Order(StringComparer.Ordinal).ToList();
        await workbook.WriteSheetAsync("Records", [new("Type"), new("Code"), new("Version", ColumnKind.Integer), .. columns.Select(Column)], content.Records.Select(record => Row(record, columns)), ct);
        foreach (var (name, heads) in Later) await workbook.WriteSheetAsync(name, heads, Enumerable.Empty<ExportCell[]>(), ct);
        await workbook.WriteSheetAsync("Audit", Audit, content.Events.Select(Row), ct);
        await workbook.FinishAsync(ct);
    }

    private static IEnumerable<ExportCell[]> SummaryRows(PacketContent content)
    {
        var packet = content.Packet;
        yield return Pair("Packet", packet.Code);
        yield return Pair("Organization", content.Organization.Name);
        yield return Pair("Scope", string.Join(", ", content.Records.Select(record => record.Code)));
        if (packet.From is { } from) yield return [ExportCell.Text("From"), ExportCell.Time(from)];
        if (packet.To is { } to) yield return [ExportCell.Text("To"), ExportCell.Time(to)];
        yield return [ExportCell.Text("State as of event"), ExportCell.Integer(content.Head.Sequence)];
        yield return Pair("Purpose", packet.Purpose);
        yield return Pair("Recipient", packet.Recipient);
        yield return Pair("Requested by", $"{content.RequesterName}, {content.RequesterRole}");
        yield return [ExportCell.Text("Made (UTC)"), ExportCell.Time(content.MadeAt)];
        yield return Pair("Replaces", packet.Replaces);
        yield return Pair("Reason for replacing", packet.ReplaceReason);
        yield return [ExportCell.Text("Records"), ExportCell.Integer(content.Records.Count)];
        yield return [ExportCell.Text("Events"), ExportCell.Integer(content.Events.Count)];
        yield return [ExportCell.Text("Left out"), ExportCell.Integer(content.LeftOut.Total)];
        yield return Pair("Root hash", content.Checkpoint!.MerkleRoot);
        yield return Pair("Chain head", content.Head.Hash);
        yield return Pair("Key", content.Checkpoint.KeyId);
    }

    private static ExportCell[] Row(RecordSheet record, List<string> columns) =>
    [
        ExportCell.Text(record.Type), ExportCell.Text(record.Code), ExportCell.Integer(record.Version),
        .. columns.Select(name => Cell(name, record.Data[name])),
    ];

    private static ExportCell Cell(string name, System.Text.Json.Nodes.JsonNode? value) => value switch
    {
        null => ExportCell.Empty,
        System.Text.Json.Nodes.JsonValue one when one.TryGetValue<bool>(out var yes) => ExportCell.Boolean(yes),
        System.Text.Json.Nodes.JsonValue one when one.TryGetValue<long>(out var number) => ExportCell.Integer(number),
        System.Text.Json.Nodes.JsonValue one when one.TryGetValue<int>(out var number) => ExportCell.Integer(number),
        System.Text.Json.Nodes.JsonValue one when IsTime(name) => ExportCell.Time(DateTimeOffset.Parse(one.ToString(), System.Globalization.CultureInfo.InvariantCulture)),
        System.Text.Json.Nodes.JsonValue one => name == "quantity" ? ExportCell.Decimal(one.ToString()) : ExportCell.Text(one.ToString()),
        _ => ExportCell.Text(CanonicalJson.ToText(value)),
    };

    private static ExportColumn Column(string name) => new(name, IsTime(name) ? ColumnKind.DateTime : name == "quantity" ? ColumnKind.Decimal : ColumnKind.Text);

    private static bool IsTime(string name) => name.EndsWith("_at", StringComparison.Ordinal);

    private static ExportCell[] Row(ReadEvent read)
    {
        var (e, facts) = (read.Event, read.Facts);
        return
        [
            ExportCell.Integer(e.Sequence), ExportCell.Time(e.Time), ExportCell.Text(e.ActorName), ExportCell.Text(e.ActorRole), ExportCell.Text(e.OnBehalfOf), ExportCell.Text(e.Channel), ExportCell.Text(e.Action), ExportCell.Text(e.EntityType),
            ExportCell.Text(e.EntityCode), ExportCell.Integer(e.EntityVersion), ExportCell.Text(facts.Summary), ExportCell.Text(e.Before), ExportCell.Text(e.After), ExportCell.Text(e.Reason), ExportCell.Text(e.Hash),
        ];
    }

    private static ExportCell[] Pair(string label, string? value) => [ExportCell.Text(label), ExportCell.Text(value)];

    private static ExportColumn[] Columns(params string[] heads) => [.. heads.Select(head => new ExportColumn(head))];
}
