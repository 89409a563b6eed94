namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>What the values of a column are. It decides the number format and the default width, and lets text of a number column be written as a number.</summary>
public enum ColumnKind
{
    Text,
    Integer,
    Decimal,
    DateTime,
    Date,
    Boolean,
}

/// <summary>One column of an export, the same for XLSX and CSV.</summary>
/// <param name="Heading">Shown in the first row, bold and frozen in XLSX.</param>
/// <param name="Kind">What the values are; times are UTC.</param>
/// <param name="Width">Width in characters, 1 to 255; without it the width follows the heading and the first rows.</param>
public sealed record ExportColumn(string Heading, ColumnKind Kind = ColumnKind.Text, double? Width = null);
