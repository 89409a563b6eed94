namespace FlaskTrack.Web.Components.Shared;

/// <summary>One line of a timeline. Old is shown struck: a corrected value. Solid marks a change of state. Tone colours the dot.</summary>
public sealed record TimelineEntry(string What, DateTimeOffset At, string Who)
{
    public string? Detail { get; init; }
    public string? Old { get; init; }
    public string? Code { get; init; }
    public string? Href { get; init; }
    public string? Tone { get; init; }
    public bool Solid { get; init; }
}

/// <summary>One member before and after; equal values are shown once, greyed.</summary>
public sealed record DiffRow(string Member, string? Before, string? After);
