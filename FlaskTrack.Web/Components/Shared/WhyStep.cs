namespace FlaskTrack.Web.Components.Shared;

/// <summary>One step of the way an answer came about: role, group, project, grant, visibility. Decides marks the one that counted.</summary>
public sealed record WhyStep(string Icon, string Title, string Detail, string? Level = null, bool Decides = false);

/// <summary>One check after the path, in the order it was made.</summary>
public sealed record WhyCheck(string Text, bool Passed);
