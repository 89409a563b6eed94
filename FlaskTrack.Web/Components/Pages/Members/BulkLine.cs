namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>What an act on many members did to one of them.</summary>
public sealed record BulkLine(string Name, bool Done, string Sentence);
