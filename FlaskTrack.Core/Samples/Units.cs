namespace FlaskTrack.Core.Samples;

/// <summary>What a unit measures; conversion is exact inside one and never crosses to another.</summary>
public enum Dimension
{
    Mass,
    Volume,
    Amount,
    Concentration,
    MassPerVolume,
    WeightPercent,
    VolumePercent,
    Strength,
    Activity,
    InternationalUnits,
    Time,
    Length,
    Temperature,
    Pressure,
    Speed,
    RelativeForce,
    Ph,
    Absorbance,
    Count,
}

/// <summary>One unit.</summary>
/// <param name="Factor">How many of the dimension's base unit one of it is; exact.</param>
/// <param name="Offset">Added after the factor; only temperatures have one.</param>
public sealed record Unit(string Symbol, Dimension Dimension, decimal Factor, decimal Offset = 0, params string[] Aliases);

/// <summary>The one table of units.</summary>
public static class Units
{
    /// <summary>Grouped by dimension, small to large.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        new("ng", Dimension.Mass, 0.000_000_001m), new("µg", Dimension.Mass, 0.000_001m, 0, "ug", "mcg"), new("mg", Dimension.Mass, 0.001m), new("g", Dimension.Mass, 1), new("kg", Dimension.Mass, 1000),
        new("nL", Dimension.Volume, 0.000_000_001m), new("µL", Dimension.Volume, 0.000_001m, 0, "ul"), new("mL", Dimension.Volume, 0.001m), new("L", Dimension.Volume, 1),
        new("pmol", Dimension.Amount, 0.000_000_000_001m), new("nmol", Dimension.Amount, 0.000_000_001m), new("µmol", Dimension.Amount, 0.000_001m, 0, "umol"), new("mmol", Dimension.Amount, 0.001m), new("mol", Dimension.Amount, 1),
        new("nM", Dimension.Concentration, 0.000_000_001m), new("µM", Dimension.Concentration, 0.000_001m, 0, "uM"), new("mM", Dimension.Concentration, 0.001m), new("M", Dimension.Concentration, 1, 0, "mol/L"),
        new("ng/µL", Dimension.MassPerVolume, 0.001m, 0, "ng/ul"), new("µg/mL", Dimension.MassPerVolume, 0.001m, 0, "ug/ml"), new("mg/L", Dimension.MassPerVolume, 0.001m), new("mg/mL", Dimension.MassPerVolume, 1), new("g/L", Dimension.MassPerVolume, 1),
        new("% w/v", Dimension.WeightPercent, 1, 0, "%w/v"), new("% v/v", Dimension.VolumePercent, 1, 0, "%v/v"), new("X", Dimension.Strength, 1, 0, "×"),
        new("U", Dimension.Activity, 1), new("kU", Dimension.Activity, 1000), new("IU", Dimension.InternationalUnits, 1),
        new("s", Dimension.Time, 1), new("min", Dimension.Time, 60), new("h", Dimension.Time, 3600), new("d", Dimension.Time, 86_400),
        new("µm", Dimension.Length, 0.000_001m, 0, "um"), new("mm", Dimension.Length, 0.001m), new("cm", Dimension.Length, 0.01m), new("m", Dimension.Length, 1),
        new("K", Dimension.Temperature, 1), new("°C", Dimension.Temperature, 1, 273.15m, "degC"),
        new("Pa", Dimension.Pressure, 1), new("kPa", Dimension.Pressure, 1000), new("bar", Dimension.Pressure, 100_000),
        new("rpm", Dimension.Speed, 1), new("× g", Dimension.RelativeForce, 1, 0, "xg", "rcf"), new("pH", Dimension.Ph, 1), new("OD", Dimension.Absorbance, 1, 0, "AU"),
        new("pieces", Dimension.Count, 1, 0, "piece", "pcs", "count"),
    ];

    /// <summary>The unit of a symbol or alias. Case decides only where two symbols differ by it (mM and MM, M and m).</summary>
    public static Unit? Find(string? symbol)
    {
        var text = symbol?.Trim().Replace('μ', 'µ');
        if (string.IsNullOrEmpty(text)) return null;
        if (All.FirstOrDefault(unit => unit.Symbol == text || unit.Aliases.Contains(text)) is { } exact) return exact;
        var loose = All.Where(unit => unit.Symbol.Equals(text, StringComparison.OrdinalIgnoreCase) || unit.Aliases.Contains(text, StringComparer.OrdinalIgnoreCase)).ToList();
        return loose is [var one] ? one : null;
    }

    /// <summary>The value in another unit of the same dimension; null across dimensions. Exact where the result has at most 28 digits.</summary>
    public static decimal? Convert(decimal value, Unit from, Unit to) =>
        from.Dimension != to.Dimension ? null : from.Factor == to.Factor && from.Offset == to.Offset ? value : (((value * from.Factor) + from.Offset) - to.Offset) / to.Factor;
}
