namespace FlaskTrack.Core.Platform.Sheets;

public enum SheetFormat
{
    Csv,
    Tsv,
    Xlsx,
}

public enum SheetEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// <summary>What a person chose instead of what was found; null means find it.</summary>
/// <param name="Encoding">Encoding of a text file.</param>
/// <param name="Delimiter">Between the cells of a text file.</param>
/// <param name="DecimalSign">'.' or ','.</param>
/// <param name="HeadingRow">Line of a text file or row of a sheet, from 1, that holds the headings; else the first row that is not empty.</param>
/// <param name="Limits">Bounds checked before and while the file is unpacked.</param>
public sealed record SheetReadOptions(SheetEncoding? Encoding = null, char? Delimiter = null, char? DecimalSign = null, int? HeadingRow = null, SheetLimits? Limits = null);

/// <summary>Bounds of an uploaded table (OWASP ASVS 5.2.3). The first four are the product's, the rest guard against files made to exhaust memory.</summary>
public sealed record SheetLimits
{
    public static readonly SheetLimits Default = new();

    /// <summary>Size of the file in bytes: 50 MB of 1,048,576 bytes.</summary>
    public long FileBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Data rows that are not empty, without the headings.</summary>
    public int Rows { get; init; } = 100_000;

    public int Columns { get; init; } = 200;

    /// <summary>Characters (UTF-16) of one cell.</summary>
    public int CellCharacters { get; init; } = CellWriter.MaxCharacters;

    /// <summary>Bytes that the read parts of an XLSX file may unpack to, together.</summary>
    public long ExpandedBytes { get; init; } = 768L * 1024 * 1024;

    /// <summary>Bytes of the table of shared texts, the one part that is held in memory.</summary>
    public long SharedTextBytes { get; init; } = 160L * 1024 * 1024;

    /// <summary>How many times its packed size a part may unpack to, once it is larger than <see cref="RatioFreeBytes"/>.</summary>
    public int Ratio { get; init; } = 100;

    public long RatioFreeBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>Entries in the ZIP directory of an XLSX file.</summary>
    public int Entries { get; init; } = 5_000;
}
