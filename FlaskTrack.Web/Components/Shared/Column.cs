using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>Where a column goes when the list becomes cards on a phone.</summary>
public enum CardPlace { Hidden, Head, Mark, Title, Fact }

/// <summary>One column of a list. SortKey null means that it cannot be sorted by; Fixed columns cannot be taken away.</summary>
public sealed record Column<TRow>(string Key, string Title, RenderFragment<TRow> Cell)
{
    public string? SortKey { get; init; }
    public bool Numeric { get; init; }
    public bool Fixed { get; init; }
    public string? Class { get; init; }
    /// <summary>Explanation of a short head, such as P for passage.</summary>
    public string? Hint { get; init; }
    public CardPlace Card { get; init; } = CardPlace.Hidden;
    /// <summary>Plain text of the cell, shown on hover where the cell is cut.</summary>
    public Func<TRow, string?>? Full { get; init; }
}

/// <summary>What a list is sorted by: a sort key and its direction.</summary>
public sealed record Sort(string Key, bool Descending)
{
    /// <summary>The form that the address holds: updated or -updated.</summary>
    public override string ToString() => Descending ? "-" + Key : Key;

    /// <summary>Reads the address form; empty gives null.</summary>
    public static Sort? Parse(string? text) =>
        string.IsNullOrEmpty(text) ? null : text[0] == '-' ? new(text[1..], true) : new(text, false);
}
