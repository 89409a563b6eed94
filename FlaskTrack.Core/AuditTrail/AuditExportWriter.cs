using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>A line of an export; without <paramref name="Read"/> it is withheld.</summary>
internal sealed record ExportedEvent(AuditRow Row, ReadEvent? Read);

/// <summary>The audit log as a file.</summary>
internal static class AuditExportWriter
{
    private static readonly ExportColumn[] Columns =
    [
        new("Sequence", ColumnKind.Integer), new("Time (UTC)", ColumnKind.DateTime), new("Actor"), new("Role"), new("On behalf of"), new("Channel"), new("Action"), new("Record type"), new("Record"), new("Label"),
        new("Version", ColumnKind.Integer), new("Summary", Width: 60), new("Before", Width: 40), new("After", Width: 40), new("Reason", Width: 40), new("Outcome"), new("Hash", Width: 68),
    ];

    private static readonly ExportColumn[] CheckpointColumns = [new("Member"), new("Value", Width: 92)];

    public static string MediaType(AuditExportFormat format) => format switch
    {
        AuditExportFormat.Jsonl => "application/x-ndjson",
        AuditExportFormat.Csv => "text/csv",
        AuditExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => throw new InvalidOperationException($"Format {format} is not known."),
    };

    public static async Task WriteAsync(AuditExportFormat format, Stream output, IAsyncEnumerable<ExportedEvent> events, AuditCheckpoint checkpoint, WorkbookInfo info, CancellationToken ct)
    {
        switch (format)
        {
            case AuditExportFormat.Jsonl:
                await foreach (var one in events.WithCancellation(ct)) await LineAsync(output, Json(one), ct);
                await LineAsync(output, CanonicalJson.Canonicalize(new JsonObject { ["checkpoint"] = CheckpointJson.Node(checkpoint) }), ct);
                break;
            case AuditExportFormat.Csv:
                await CsvExport.WriteAsync(output, Columns, WithCheckpoint(Cells(events, ct), checkpoint, ct), ct: ct);
                break;
            default:
                await using (var workbook = new WorkbookWriter(output, info))
                {
                    await workbook.WriteSheetAsync("Audit", Columns, Cells(events, ct), ct);
                    await workbook.WriteSheetAsync("Checkpoint", CheckpointColumns, CheckpointJson.Node(checkpoint).Select(member => new[] { ExportCell.Text(AuditWords.Label(member.Key)), ExportCell.Text(member.Value!.ToString()) }), ct);
                    await workbook.FinishAsync(ct);
                }

                break;
        }
    }

    private static byte[] Json(ExportedEvent one) => one.Read is { Facts.IsMasked: false } read
        ? read.Event.ToCanonicalUtf8(withHash: true)
        : CanonicalJson.Canonicalize(new JsonObject { ["hash"] = one.Row.Hash, ["sequence"] = one.Row.Sequence, ["time"] = Checkpoint.TimeText(one.Row.Time), ["withheld"] = true });

    private static async Task LineAsync(Stream output, byte[] line, CancellationToken ct)
    {
        await output.WriteAsync(line, ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
    }

    /// <summary>The last row, as the last line of JSONL: a CSV has no second sheet, and a row of the same columns is still one that every reader takes.</summary>
    private static async IAsyncEnumerable<ExportCell[]> WithCheckpoint(IAsyncEnumerable<ExportCell[]> rows, AuditCheckpoint checkpoint, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct)) yield return row;
        var cells = Enumerable.Repeat(ExportCell.Text(null), Columns.Length).ToArray();
        (cells[At("Sequence")], cells[At("Time (UTC)")], cells[At("Hash")]) = (ExportCell.Integer(checkpoint.Sequence), ExportCell.Time(checkpoint.Time), ExportCell.Text(checkpoint.HeadHash));
        (cells[At("Action")], cells[At("Summary")], cells[At("After")]) = (ExportCell.Text("checkpoint"), ExportCell.Text("Signed checkpoint of all events up to this sequence"), ExportCell.Text(System.Text.Encoding.UTF8.GetString(CheckpointJson.Of(checkpoint))));
        yield return cells;
    }

    private static int At(string heading) => Array.FindIndex(Columns, column => column.Heading == heading);

    private static async IAsyncEnumerable<ExportCell[]> Cells(IAsyncEnumerable<ExportedEvent> events, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var one in events.WithCancellation(ct))
        {
            var (row, facts) = (one.Row, one.Row.Event);
            yield return
            [
                ExportCell.Integer(row.Sequence), ExportCell.Time(row.Time), ExportCell.Text(facts?.ActorName), ExportCell.Text(facts?.ActorRole), ExportCell.Text(facts?.OnBehalfOf), ExportCell.Text(facts?.Channel),
                ExportCell.Text(facts?.Action), ExportCell.Text(facts?.EntityType), ExportCell.Text(facts?.EntityCode), ExportCell.Text(facts?.EntityLabel), ExportCell.Integer(facts?.EntityVersion), ExportCell.Text(facts?.Summary ?? "withheld"),
                ExportCell.Text(one.Read?.Event.Before), ExportCell.Text(one.Read?.Event.After), ExportCell.Text(facts?.Reason), ExportCell.Text(facts is null ? null : facts.IsDenied ? "denied" : "allowed"), ExportCell.Text(row.Hash),
            ];
        }
    }
}
