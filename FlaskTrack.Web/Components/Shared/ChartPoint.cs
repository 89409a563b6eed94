using System.Globalization;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>One value of a chart; null is a missing reading and leaves a gap.</summary>
public sealed record ChartPoint(string Label, double? Value, string? Href = null)
{
    /// <summary>A class of tokens.css that gives the colour, such as state-grow; none is the first series' colour.</summary>
    public string? Class { get; init; }
}

/// <summary>One line: its name with unit, and its points along the shared labels.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>Numbers as SVG and people write them.</summary>
internal static class ChartMath
{
    private static readonly double[] steps = [1, 2, 4, 8, 10];

    public static string Px(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Shown(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', ' ') ?? "—";

    /// <summary>The next of 1, 2, 4, 8 or 10 times a power of ten, so that four ticks are round.</summary>
    public static double RoundUp(double max)
    {
        if (max <= 0)
            return 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(max)));
        return steps.Select(step => step * power).First(top => top >= max * 0.999);
    }
}
