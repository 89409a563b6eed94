namespace FlaskTrack.Web.Components.Shared;

/// <summary>Results of one kind in the command palette: Records, Actions, Pages.</summary>
public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteHit> Hits);

/// <summary>One result. Code is shown in the accent colour, Kind at the right end.</summary>
public sealed record PaletteHit(string Icon, string? Code, string Title, string? Detail, string Kind, string Href);
