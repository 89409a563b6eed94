namespace FlaskTrack.Web.Components.Shared;

/// <summary>One step of a breadcrumb; the last has no address.</summary>
public sealed record Crumb(string Title, string? Href = null);

/// <summary>One tab: Key is what the address holds, Count the pill.</summary>
public sealed record Tab(string Key, string Title, int? Count = null);

/// <summary>One choice of a select.</summary>
public sealed record Choice(string Value, string Label);
