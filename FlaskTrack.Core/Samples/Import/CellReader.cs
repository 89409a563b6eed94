using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>One thing wrong with a cell, by field key.</summary>
internal sealed record CellError(string Field, string Cause, IReadOnlyList<string> Accepted);

/// <summary>Turns the cells of one row into the fields of a sample. What cannot be read is an error with what would be accepted.</summary>
internal sealed class CellReader(SampleSheet sheet, TimeZoneInfo zone)
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "d.M.yyyy", "d.M.yyyy HH:mm", "d.M.yyyy HH:mm:ss",
    ];

    /// <param name="cells">By field key; empty cells left out.</param>
    /// <param name="utcTimes">The heading says that times are UTC; else they are in the organization's zone.</param>
    public SampleFields Read(Dictionary<string, string> cells, bool decimalComma, bool utcTimes, List<CellError> errors) => new()
    {
        Name = cells.GetValueOrDefault("name"),
        Domain = Word<Domain>(cells, "domain", errors),
        SpeciesId = Species(cells, errors),
        Kind = Word<SampleKind>(cells, "kind", errors),
        Derivation = Word<Derivation>(cells, "derivation", errors),
        Quantity = cells.GetValueOrDefault("quantity"),
        Unit = cells.GetValueOrDefault("unit"),
        Location = cells.GetValueOrDefault("location"),
        Position = cells.GetValueOrDefault("position"),
        CollectedAt = Time(cells, utcTimes, errors),
        Source = cells.GetValueOrDefault("source"),
        SiteId = Site(cells, errors),
        Sensitive = YesNo(cells, errors),
        Notes = cells.GetValueOrDefault("notes"),
        CustomFields = cells.Where(pair => pair.Key.StartsWith(ImportFields.CustomPrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[ImportFields.CustomPrefix.Length..], pair => pair.Value, StringComparer.Ordinal),
        DecimalComma = decimalComma,
    };

    public static Visibility? Visibility(Dictionary<string, string> cells, List<CellError> errors)
    {
        var visibility = Word<Visibility>(cells, "visibility", errors);
        if (visibility != Platform.Security.Visibility.Public) return visibility;
        errors.Add(new CellError("visibility", "Visibility must be organization or restricted.", ["organization", "restricted"]));
        return null;
    }

    public static string? State(Dictionary<string, string> cells, Domain? domain, List<CellError> errors)
    {
        if (!cells.TryGetValue("state", out var text) || domain is not { } known) return null;
        var states = SampleStates.Of(known).States.Where(state => !state.IsEnd).ToList();
        var found = states.Find(state => Same(state.Key, text) || Same(state.Label, text));
        if (found is null) errors.Add(new CellError("state", $"\"{text}\" is not a state in which a sample of {SampleRules.Label(known)} begins.", [.. states.Select(state => state.Key)]));
        return found?.Key;
    }

    public static IReadOnlyList<string> Codes(Dictionary<string, string> cells) => !cells.TryGetValue("parents", out var text)
        ? []
        : [.. text.Split([',', ';', '|', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => code.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>Keys as in <c>tissue_culture</c> or as people write them: "Tissue culture".</summary>
    private static T? Word<T>(Dictionary<string, string> cells, string field, List<CellError> errors)
        where T : struct, Enum
    {
        if (!cells.TryGetValue(field, out var text)) return null;
        var values = Enum.GetValues<T>();
        foreach (var value in values)
        {
            if (Same(SampleSheet.Word(value), text)) return value;
        }

        errors.Add(new CellError(field, $"\"{text}\" is not a {field} that is known.", [.. values.Select(SampleSheet.Word)]));
        return null;
    }

    private static bool Same(string key, string text) => Plain(key) == Plain(text);

    private static string Plain(string text) => FoldedText.Of(text).Replace('_', ' ').Replace('-', ' ');

    private long? Species(Dictionary<string, string> cells, List<CellError> errors)
    {
        if (!cells.TryGetValue("species", out var text)) return null;
        var key = Plain(text).Replace(" x ", " × ", StringComparison.Ordinal);
        var found = sheet.Species.Where(row => !row.Archived && (Plain(row.ScientificName) == key || Plain(row.Code) == key)).ToList();
        if (found.Count == 0) found = [.. sheet.Species.Where(row => !row.Archived && row.CommonName is not null && Plain(row.CommonName) == key)];
        if (found is [var one]) return one.Id;
        errors.Add(new CellError("species", found.Count == 0 ? $"\"{text}\" is not in the species catalog." : $"\"{text}\" is the name of {found.Count} species. Use the scientific name.", Near(key)));
        return null;
    }

    private List<string> Near(string key)
    {
        var genus = key.Split(' ')[0];
        var near = sheet.Species.Where(row => Plain(row.ScientificName).StartsWith(genus[..Math.Min(4, genus.Length)], StringComparison.Ordinal)).Select(row => row.ScientificName).Take(10).ToList();
        return near.Count > 0 ? near : [.. sheet.Species.Select(row => row.ScientificName).Take(10)];
    }

    private long? Site(Dictionary<string, string> cells, List<CellError> errors)
    {
        if (!cells.TryGetValue("site", out var text)) return null;
        var found = sheet.Sites.FirstOrDefault(row => !row.Archived && (Plain(row.Name) == Plain(text) || Plain(row.ShortCode) == Plain(text)));
        if (found is null) errors.Add(new CellError("site", $"\"{text}\" is not a site of the organization.", [.. sheet.Sites.Where(row => !row.Archived).Select(row => row.Name)]));
        return found?.Id;
    }

    private static bool YesNo(Dictionary<string, string> cells, List<CellError> errors)
    {
        switch (cells.TryGetValue("sensitive", out var text) ? FoldedText.Of(text) : "no")
        {
            case "yes" or "true" or "1" or "y": return true;
            case "no" or "false" or "0" or "n": return false;
            default:
                errors.Add(new CellError("sensitive", $"\"{text}\" is neither yes nor no.", ["yes", "no"]));
                return false;
        }
    }

    private DateTimeOffset? Time(Dictionary<string, string> cells, bool utc, List<CellError> errors)
    {
        if (!cells.TryGetValue("collected_at", out var text)) return null;
        if (DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is >= 1900 and < 2200)
            return new DateTimeOffset(local, utc ? TimeSpan.Zero : zone.GetUtcOffset(local)).ToUniversalTime();
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year is >= 1900 and < 2200) return at.ToUniversalTime();
        errors.Add(new CellError("collected_at", $"\"{text}\" is not a date with a year from 1900 to 2199.", ["2026-11-23", "2026-11-23 14:30", "23.11.2026"]));
        return null;
    }
}
