using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>What is selected in the list: rows by code, or everything its filter has but for some rows.</summary>
/// <param name="Whole">All that the filter has, on every page.</param>
/// <param name="Codes">The selected rows; where <paramref name="Whole"/>, the rows left out.</param>
public sealed record SampleSelection(bool Whole, IReadOnlySet<string> Codes)
{
    public static readonly SampleSelection None = new(false, new HashSet<string>());

    public bool IsEmpty => !Whole && Codes.Count == 0;

    /// <summary>How many; of a whole list as far as it was counted.</summary>
    public int Count(int total) => Whole ? Math.Max(0, total - Codes.Count) : Codes.Count;

    /// <summary>The selected ones of the rows on screen.</summary>
    public IReadOnlySet<string> On(IEnumerable<SampleRow> rows) => Whole ? rows.Select(row => row.Code).Where(code => !Codes.Contains(code)).ToHashSet() : Codes;

    /// <summary>Takes over what the table says of the rows on screen.</summary>
    public SampleSelection Take(IReadOnlySet<string> shown, IEnumerable<SampleRow> rows)
    {
        if (!Whole) return new SampleSelection(false, shown);
        var left = new HashSet<string>(Codes);
        foreach (var row in rows) _ = shown.Contains(row.Code) ? left.Remove(row.Code) : left.Add(row.Code);
        return new SampleSelection(true, left);
    }

    /// <summary>What the server is asked: the rows by name wherever they are, or the list's own filter.</summary>
    public SampleFilter Filter(SampleFilter list) => Whole ? list with { NotCodes = [.. Codes] } : new SampleFilter { Codes = [.. Codes], Status = null };
}
