using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Core.Samples;

/// <summary>The samples of a filter as a file. Its use is audited with filter, rows and hash (21 CFR 11.10(b): accurate and complete copies).</summary>
public sealed record ExportSamples : IQuery<ExportSamples, ExportFile>, IValidated
{
    public const int Most = 50_000;

    public static Permission Requires => Permissions.Data.Export;

    public SampleFilter Filter { get; init; } = new();

    public SampleSort Sort { get; init; } = SampleSort.Code;

    public bool Descending { get; init; }

    public ExportFormat Format { get; init; } = ExportFormat.Xlsx;

    public void Validate(FieldErrors errors)
    {
        if (!Enum.IsDefined(Format)) errors.Add("format", "Format must be csv, xlsx or json.");
    }
}

public enum ExportFormat
{
    Csv,
    Xlsx,
    Json,
}

/// <param name="Sha256">Lower hex of the content, as in the audit event.</param>
public sealed record ExportFile(string Name, string ContentType, byte[] Content, int Rows, string Sha256);

internal sealed class ExportSamplesHandler : IHandler<ExportSamples, ExportFile>
{
    private const int Page = 500;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions FilterJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public async Task<Result<ExportFile>> HandleAsync(ExportSamples operation, OperationContext context, CancellationToken ct)
    {
        var rows = await RowsAsync(operation, context, ct);
        if (rows.Count > ExportSamples.Most) return new Problem.NotAllowed($"The filter has more than {ExportSamples.Most} samples. Narrow it and export in parts.");
        var keys = ExportColumns.Of(rows);
        var content = await WriteAsync(operation.Format, keys, rows, context, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        context.Note("filter", JsonSerializer.Serialize(operation.Filter, FilterJson));
        context.Note("format", operation.Format);
        context.Note("rows", rows.Count);
        context.Note("sha256", hash);
        var (ending, type) = operation.Format switch
        {
            ExportFormat.Csv => ("csv", "text/csv; charset=utf-8"),
            ExportFormat.Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ExportFormat.Json => ("json", "application/json"),
            _ => throw new InvalidOperationException($"Format {operation.Format} has no ending."),
        };
        return new ExportFile(string.Create(CultureInfo.InvariantCulture, $"{context.Organization.Slug}-samples-{context.Now:yyyyMMdd-HHmm}.{ending}"), type, content, rows.Count, hash);
    }

    private static async Task<List<Dictionary<string, string>>> RowsAsync(ExportSamples operation, OperationContext context, CancellationToken ct)
    {
        var sheet = await SampleSheet.LoadAsync(context, ct);
        var names = MemberNames.Of(context);
        var order = new SampleOrder(context, operation.Sort, operation.Descending);
        var rows = new List<Dictionary<string, string>>();
        SampleCursor? after = null;
        do
        {
            (var samples, after) = await order.TakeAsync(operation.Filter, after, Page, ct);
            await WithParentsAsync(samples, context, ct);
            var parents = await SampleSheet.ReadableParentsAsync(context, samples, ct);
            foreach (var sample in samples)
            {
                var cells = sheet.Cells(sample, parents);
                cells["owner"] = names(sample.OwnerId);
                cells["status"] = SampleSheet.Word(sample.Status);
                cells["created_at"] = sample.CreatedAt.UtcDateTime.ToString(SampleSheet.TimeFormat, CultureInfo.InvariantCulture);
                cells["updated_at"] = sample.UpdatedAt.UtcDateTime.ToString(SampleSheet.TimeFormat, CultureInfo.InvariantCulture);
                cells["version"] = sample.Version.ToString(CultureInfo.InvariantCulture);
                rows.Add(cells);
            }
        }
        while (after is not null && rows.Count <= ExportSamples.Most);
        return rows;
    }

    private static async Task WithParentsAsync(List<Sample> samples, OperationContext context, CancellationToken ct)
    {
        var links = (await Lineage.ParentsOfAsync(context, [.. samples.Select(sample => sample.Id)], ct)).ToLookup(link => link.SampleId);
        foreach (var sample in samples) sample.Parents.AddRange(links[sample.Id]);
    }

    private static async Task<byte[]> WriteAsync(ExportFormat format, IReadOnlyList<string> keys, List<Dictionary<string, string>> rows, OperationContext context, CancellationToken ct)
    {
        if (format == ExportFormat.Json) return JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. rows.Select(row => ExportColumns.Json(keys, row))]), Readable);
        var columns = keys.Select(ExportColumns.Column).ToList();
        var cells = rows.Select(row => keys.Select(key => ExportColumns.Cell(key, row)).ToArray());
        using var stream = new MemoryStream();
        if (format == ExportFormat.Csv)
        {
            await CsvExport.WriteAsync(stream, columns, cells, ct: ct);
            return stream.ToArray();
        }

        await using (var workbook = new WorkbookWriter(stream, new WorkbookInfo("Samples", context.Organization.Name, context.Now)))
        {
            await workbook.WriteSheetAsync("Samples", columns, cells, ct);
            await workbook.FinishAsync(ct);
        }

        return stream.ToArray();
    }
}
