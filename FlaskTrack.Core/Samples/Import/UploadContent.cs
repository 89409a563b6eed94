using System.IO.Compression;
using System.Text.Json;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Packs a table for keeping, and applies corrections to one.</summary>
public static class UploadContent
{
    /// <summary>Bytes that are kept of one upload, compressed.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    // What reading found wrong with a row is kept as pairs, which are fields to the serializer.
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public static ImportTable Correct(ImportTable table, IReadOnlyList<CellCorrection> corrections)
    {
        if (corrections.Count == 0) return table;
        var rows = table.Rows.ToArray();
        foreach (var (at, column, text) in corrections)
        {
            if (at < 0 || at >= rows.Length || column < 0 || column >= rows[at].Cells.Count) continue;
            var cells = rows[at].Cells.ToArray();
            cells[column] = text;
            rows[at] = rows[at] with { Cells = cells, Faults = rows[at].Faults?.Where(fault => fault.Column != column).ToList() };
        }

        return table with { Rows = rows };
    }

    internal static byte[] Pack(ImportTable table)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(zip, table, Json);
        return packed.ToArray();
    }

    internal static ImportTable Unpack(byte[] content)
    {
        using var zip = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ImportTable>(zip, Json)!;
    }

    internal static string ToText<T>(T value) => JsonSerializer.Serialize(value, Json);

    internal static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;
}
