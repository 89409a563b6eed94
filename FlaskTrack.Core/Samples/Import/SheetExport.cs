using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Sheets of the import itself, made in memory.</summary>
internal static class SheetExport
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<ExportFile> WorkbookAsync(OperationContext context, string name, string sheet, IReadOnlyList<ExportColumn> columns, IEnumerable<ExportCell[]> rows, int count, CancellationToken ct)
    {
        using var stream = new MemoryStream();
        await using (var workbook = new WorkbookWriter(stream, new WorkbookInfo(sheet, context.Organization.Name, context.Now)))
        {
            await workbook.WriteSheetAsync(sheet, columns, rows, ct);
            await workbook.FinishAsync(ct);
        }

        return Of(name, Xlsx, stream.ToArray(), count);
    }

    public static ExportFile Of(string name, string type, byte[] content, int rows) => new(name, type, content, rows, Convert.ToHexStringLower(SHA256.HashData(content)));
}
