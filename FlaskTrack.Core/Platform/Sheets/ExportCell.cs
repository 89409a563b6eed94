using System.Globalization;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// One value of an export. A struct, so that a row of cells costs one array. Text is always text: no cell of this type can become a formula.
/// </summary>
public readonly struct ExportCell
{
    private ExportCell(CellValue value, string? text, long number)
    {
        Value = value;
        String = text;
        Number = number;
    }

    internal enum CellValue : byte { Empty, Text, Integer, Decimal, DateTime, Date, Boolean }

    internal CellValue Value { get; }

    internal string? String { get; }

    /// <summary>The integer, the ticks of the UTC time, or 0 and 1 for false and true.</summary>
    internal long Number { get; }

    public static ExportCell Empty => default;

    public static ExportCell Text(string? text) => string.IsNullOrEmpty(text) ? default : new(CellValue.Text, text, 0);

    public static ExportCell Integer(long? number) => number is { } n ? new(CellValue.Integer, null, n) : default;

    /// <summary>A number given as text with its exact digits, point as decimal sign ("1.50" stays 1.50). What is no number is written as text.</summary>
    public static ExportCell Decimal(string? digits) => string.IsNullOrEmpty(digits) ? default : new(CellValue.Decimal, digits, 0);

    public static ExportCell Decimal(decimal? number) =>
        number is { } n ? new(CellValue.Decimal, n.ToString(CultureInfo.InvariantCulture), 0) : default;

    /// <summary>A point in time, written in UTC to the millisecond.</summary>
    public static ExportCell Time(DateTimeOffset? at) => at is { } t ? new(CellValue.DateTime, null, t.UtcTicks) : default;

    public static ExportCell Day(DateOnly? on) => on is { } d ? new(CellValue.Date, null, d.ToDateTime(default).Ticks) : default;

    public static ExportCell Boolean(bool? value) => value is { } b ? new(CellValue.Boolean, null, b ? 1 : 0) : default;

    /// <summary>The cell for a value whose type is known only at run time, as in query results. Unknown types are written as their invariant text.</summary>
    public static ExportCell From(object? value) => value switch
    {
        null or DBNull => default,
        string s => Text(s),
        bool b => Boolean(b),
        long n => Integer(n),
        int n => Integer(n),
        short n => Integer(n),
        byte n => Integer(n),
        decimal n => Decimal(n),
        double n => Decimal(n.ToString("R", CultureInfo.InvariantCulture)),
        float n => Decimal(n.ToString("R", CultureInfo.InvariantCulture)),
        DateTimeOffset t => Time(t),
        DateTime t => Time(new DateTimeOffset(DateTime.SpecifyKind(t.ToUniversalTimeUnlessUnspecified(), DateTimeKind.Utc))),
        DateOnly d => Day(d),
        IFormattable f => Text(f.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString()),
    };

    public static implicit operator ExportCell(string? text) => Text(text);

    public static implicit operator ExportCell(long? number) => Integer(number);

    public static implicit operator ExportCell(long number) => Integer(number);

    public static implicit operator ExportCell(int number) => Integer(number);

    public static implicit operator ExportCell(decimal number) => Decimal(number);

    public static implicit operator ExportCell(bool value) => Boolean(value);

    public static implicit operator ExportCell(DateTimeOffset at) => Time(at);

    public static implicit operator ExportCell(DateTimeOffset? at) => Time(at);

    public static implicit operator ExportCell(DateOnly on) => Day(on);

    public static implicit operator ExportCell(DateOnly? on) => Day(on);
}

internal static class UnspecifiedTime
{
    // Times from the database carry no kind and are UTC by rule; only a time that says "local" is moved.
    public static DateTime ToUniversalTimeUnlessUnspecified(this DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
}
