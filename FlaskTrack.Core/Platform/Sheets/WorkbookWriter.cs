using System.IO.Compression;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Writes an XLSX workbook to a stream, sheet after sheet, in memory that does not grow with the rows. Each sheet has a bold frozen heading
/// and a filter. The stream may be one that cannot seek or write synchronously (a response body); it stays open.
/// Without <see cref="FinishAsync"/> the bytes are no workbook, so an export that broke off cannot be taken for a whole one.
/// Complete, readable copies of records: 21 CFR 11.10(b).
/// </summary>
public sealed class WorkbookWriter : IAsyncDisposable
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ZipArchive zip;
    private readonly ForwardStream? forward;
    private readonly WorkbookInfo info;
    private readonly int maxRows;
    private readonly SheetNames names = new();
    private readonly List<WrittenSheet> sheets = [];
    private bool finished;

    public WorkbookWriter(Stream output, WorkbookInfo? info = null) : this(output, info, WorksheetWriter.MaxRows) { }

    internal WorkbookWriter(Stream output, WorkbookInfo? info, int maxRows)
    {
        forward = output.CanSeek ? null : new ForwardStream(output);
        zip = new ZipArchive(forward ?? output, ZipArchiveMode.Create, leaveOpen: true);
        this.info = info ?? new("", "FlaskTrack", NoTime);
        this.maxRows = maxRows;
    }

    /// <summary>Writes a whole workbook of one sheet.</summary>
    public static async Task WriteAsync(Stream output, string sheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<ExportCell[]> rows, WorkbookInfo? info = null, CancellationToken ct = default)
    {
        await using var workbook = new WorkbookWriter(output, info);
        await workbook.WriteSheetAsync(sheet, columns, rows, ct);
        await workbook.FinishAsync(ct);
    }

    /// <summary>
    /// Writes a sheet and returns the number of its data rows. Rows beyond 1,048,575 go on in a further sheet of the same headings. A row is
    /// used before the next is asked for, so the same array may be filled again. Rows may be shorter than the columns, not longer.
    /// </summary>
    public async Task<long> WriteSheetAsync(string name, IReadOnlyList<ExportColumn> columns, IEnumerable<ExportCell[]> rows, CancellationToken ct = default)
    {
        await using var sheet = await StartAsync(name, columns, ct);
        foreach (var row in rows)
        {
            if (sheet.Part.IsFull) await sheet.ContinueAsync(ct);
            if (sheet.Part.Append(row)) await sheet.Part.FlushAsync(ct);
        }

        return await sheet.EndAsync(ct);
    }

    /// <inheritdoc cref="WriteSheetAsync(string, IReadOnlyList{ExportColumn}, IEnumerable{ExportCell[]}, CancellationToken)"/>
    public async Task<long> WriteSheetAsync(string name, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<ExportCell[]> rows, CancellationToken ct = default)
    {
        await using var sheet = await StartAsync(name, columns, ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (sheet.Part.IsFull) await sheet.ContinueAsync(ct);
            if (sheet.Part.Append(row)) await sheet.Part.FlushAsync(ct);
        }

        return await sheet.EndAsync(ct);
    }

    /// <summary>Writes the parts that make the sheets a workbook. At least one sheet must have been written.</summary>
    public async Task FinishAsync(CancellationToken ct = default)
    {
        if (sheets.Count == 0) throw new InvalidOperationException("A workbook needs at least one sheet.");
        if (finished) throw new InvalidOperationException("The workbook is finished already.");
        finished = true;
        await WritePartAsync("docProps/core.xml", WorkbookParts.Properties(info), ct);
        await WritePartAsync("xl/styles.xml", CellStyle.StylesXml(), ct);
        await WritePartAsync("xl/workbook.xml", WorkbookParts.Workbook(sheets), ct);
        await WritePartAsync("xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelations(sheets.Count), ct);
        await WritePartAsync("[Content_Types].xml", WorkbookParts.ContentTypes(sheets.Count), ct);
    }

    public async ValueTask DisposeAsync()
    {
        await zip.DisposeAsync();
        if (forward is not null) await forward.FlushAsync();
    }

    private async Task<OpenSheet> StartAsync(string name, IReadOnlyList<ExportColumn> columns, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(finished, this);
        if (columns.Count is 0 or > CellAddress.MaxColumns) throw new ArgumentException("A sheet has 1 to 16384 columns.", nameof(columns));
        if (sheets.Count == 0) await WritePartAsync("_rels/.rels", WorkbookParts.RootRelations, ct);
        var sheet = new OpenSheet(this, name, columns);
        await sheet.ContinueAsync(ct);
        return sheet;
    }

    private async Task WritePartAsync(string path, string text, CancellationToken ct)
    {
        await using var part = await CreateAsync(path, ct);
        await part.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    private Task<Stream> CreateAsync(string path, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = info.At.UtcDateTime < NoTime.UtcDateTime ? NoTime : info.At.ToUniversalTime();
        return entry.OpenAsync(ct);
    }

    private sealed class OpenSheet(WorkbookWriter book, string name, IReadOnlyList<ExportColumn> columns) : IAsyncDisposable
    {
        private Stream? stream;
        private long rows;

        public WorksheetWriter Part { get; private set; } = null!;

        public async Task ContinueAsync(CancellationToken ct)
        {
            await CloseAsync(ct);
            stream = await book.CreateAsync($"xl/worksheets/sheet{book.sheets.Count + 1}.xml", ct);
            Part = new WorksheetWriter(stream, columns, book.sheets.Count == 0, book.maxRows);
        }

        public async Task<long> EndAsync(CancellationToken ct)
        {
            await CloseAsync(ct);
            return rows;
        }

        public ValueTask DisposeAsync() => stream?.DisposeAsync() ?? default;

        private async Task CloseAsync(CancellationToken ct)
        {
            if (stream is null) return;
            await Part.EndAsync(ct);
            await stream.DisposeAsync();
            stream = null;
            rows += Part.DataRows;
            book.sheets.Add(new(book.names.Claim(name), Part.LastCell));
        }
    }
}
