using System.IO.Compression;
using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// The ZIP of a workbook, checked before anything is unpacked: number of entries, names, declared sizes, encryption (OWASP ASVS 5.2.3, 5.3.3).
/// Parts come out as XML readers without document types or outside entities.
/// </summary>
internal sealed class XlsxZip : IDisposable
{
    private static readonly byte[] DirectoryMark = "PK\x01\x02"u8.ToArray();
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly SheetLimits limits;

    public XlsxZip(Stream stream, SheetLimits limits)
    {
        this.limits = limits;
        RefuseManyEntries(stream, limits.Entries);
        stream.Position = 0;
        zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            // Nothing is written to disk; a name that climbs is still the mark of a file made for harm.
            if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName is ['/' or '\\', ..] || entry.FullName.Contains(':', StringComparison.Ordinal))
                throw new SheetRefusedException(SheetProblem.Corrupt("a part of it has a forbidden name"));
            if (entry.IsEncrypted) throw new SheetRefusedException(SheetProblem.Encrypted);
            if (!entries.TryAdd(entry.FullName.Replace('\\', '/'), entry))
                throw new SheetRefusedException(SheetProblem.Corrupt("two parts of it have the same name"));
        }
    }

    public bool Has(string path) => entries.ContainsKey(path);

    /// <summary>The part as XML, or null where there is none.</summary>
    /// <param name="path">Path in the ZIP without a leading slash.</param>
    /// <param name="budget">Counts what is unpacked.</param>
    /// <param name="maximum">Bytes that this part may unpack to.</param>
    public XmlReader? Xml(string path, ExpansionBudget budget, long maximum) =>
        Bytes(path, budget, maximum) is { } bytes ? XmlReader.Create(bytes, Settings()) : null;

    public Stream? Bytes(string path, ExpansionBudget budget, long maximum)
    {
        if (!entries.TryGetValue(path, out var entry)) return null;
        if (entry.Length > maximum || (entry.Length > limits.RatioFreeBytes && entry.Length / limits.Ratio > entry.CompressedLength))
            throw new SheetRefusedException(SheetProblem.Expands);
        return new GuardedStream(entry.Open(), entry.CompressedLength, maximum, budget);
    }

    public void Dispose() => zip.Dispose();

    private static XmlReaderSettings Settings() => new()
    {
        // SECURITY: no document type, so no entity can be defined; no resolver, so nothing is fetched.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    // Counted in the raw bytes, because opening the ZIP makes an object of every entry and believes no count.
    private static void RefuseManyEntries(Stream stream, int limit)
    {
        var buffer = new byte[128 * 1024];
        int kept = 0, count = 0, read;
        stream.Position = 0;
        while ((read = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var rest = buffer.AsSpan(0, kept + read);
            for (int found; (found = rest.IndexOf(DirectoryMark)) >= 0; rest = rest[(found + 4)..])
            {
                if (++count > limit) throw new SheetRefusedException(SheetProblem.Expands);
            }

            kept = Math.Min(rest.Length, DirectoryMark.Length - 1);
            rest[^kept..].CopyTo(buffer);
        }
    }
}
