using System.Globalization;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Api;

/// <summary>The query of a list: <c>page[size]</c>, <c>page[after]</c>, <c>sort</c>, <c>filter[…]</c>, <c>q</c>, <c>include=total</c>. Whatever is not read by the endpoint or
/// cannot be read is an error, so that a slip never widens a list and nothing is without effect.</summary>
internal sealed class ListQuery(IQueryCollection query)
{
    private readonly FieldErrors errors = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public int Size => Read("page[size]") is null ? 25 : Number("page[size]", 1, 200) ?? 25;

    public string? After => Read("page[after]");

    /// <summary>The same for lists whose cursor is a number.</summary>
    public long? AfterNumber => After is { } after ? Id("page[after]", after) : null;

    public string? Text => Read("q");

    public bool WithTotal
    {
        get
        {
            if (Read("include") is not { } word) return false;
            if (word != "total") errors.Add("include", "include must be total.");
            return word == "total";
        }
    }

    /// <summary>What is wrong; null where nothing is. Ask after everything was read.</summary>
    public Problem? Problem
    {
        get
        {
            foreach (var name in query.Keys.Where(name => !known.Contains(name))) errors.Add(name, $"{name} is not known here.");
            foreach (var name in query.Keys.Where(name => !name.StartsWith("filter[", StringComparison.Ordinal) && query[name].Count > 1)) errors.Add(name, $"{name} is there {query[name].Count} times. Send it once.");
            return errors.Any ? errors.ToProblem() : null;
        }
    }

    /// <summary>The field and direction of <c>sort</c>; a minus in front means descending.</summary>
    public (T Field, bool Descending) Sort<T>(T normal, bool descending)
        where T : struct, Enum
    {
        if (Read("sort") is not { } given) return (normal, descending);
        return (Word<T>("sort", given.TrimStart('-')) ?? normal, given.StartsWith('-'));
    }

    public IReadOnlyList<string> Words(string filter) => Values($"filter[{filter}]");

    /// <summary>Values that may have commas in them: one for each time the parameter is sent.</summary>
    public IReadOnlyList<string> Whole(string filter)
    {
        known.Add($"filter[{filter}]");
        return [.. query[$"filter[{filter}]"].Select(value => StoredText.Clean(value) ?? "").Where(value => value.Length > 0)];
    }

    public string? One(string filter) => Words(filter) is [var first, ..] ? first : null;

    public IReadOnlyList<long> Ids(string filter) => [.. Words(filter).Select(word => Id($"filter[{filter}]", word)).OfType<long>()];

    public IReadOnlyList<T> Enums<T>(string filter)
        where T : struct, Enum => [.. Words(filter).Select(word => Word<T>($"filter[{filter}]", word)).OfType<T>()];

    public T? Enum<T>(string filter)
        where T : struct, Enum => One(filter) is { } word ? Word<T>($"filter[{filter}]", word) : null;

    public int? Number(string filter) => One(filter) is null ? null : Number($"filter[{filter}]", 0, int.MaxValue);

    public bool? Flag(string filter)
    {
        if (One(filter) is not { } word) return null;
        if (word is "true" or "false") return word == "true";
        errors.Add($"filter[{filter}]", $"filter[{filter}] must be true or false.");
        return null;
    }

    public DateTimeOffset? Time(string filter)
    {
        if (One(filter) is not { } word) return null;
        if (DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        errors.Add($"filter[{filter}]", $"filter[{filter}] must be a time such as 2026-11-12T08:00:00Z.");
        return null;
    }

    /// <summary>A parameter that the endpoint reads; one that it does not read is not known.</summary>
    private string? Read(string name)
    {
        known.Add(name);
        return query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    private int? Number(string name, int low, int high)
    {
        known.Add(name);
        if (int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high) return number;
        errors.Add(name, high == int.MaxValue ? $"{name} must be a whole number." : $"{name} must be {low} to {high}.");
        return null;
    }

    private string[] Values(string name)
    {
        known.Add(name);
        return [.. query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }

    private long? Id(string name, string word)
    {
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        errors.Add(name, $"{name} takes ids; \"{word}\" is none.");
        return null;
    }

    private T? Word<T>(string name, string word)
        where T : struct, Enum
    {
        foreach (var value in System.Enum.GetValues<T>())
        {
            if (SnakeCase.Of(value.ToString()) == word) return value;
        }

        errors.Add(name, $"{name} must be one of {string.Join(", ", System.Enum.GetNames<T>().Select(SnakeCase.Of))}.");
        return null;
    }
}
