namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>All of the help, for search and for the "?" in the bar.</summary>
public static class HelpTopics
{
    /// <summary>Whole pages of help beside the sections.</summary>
    public static IReadOnlyList<HelpSection> Pages { get; } =
    [
        Page("primer", "Primer", "health_and_safety", "Regulation for scientists: why records are kept this way, biosafety levels, recombinant work, and what FlaskTrack writes down by itself."),
        Page("walkthrough", "Walkthrough", "fact_check", "From an empty organization to an evidence packet in nine steps, with links into your own."),
        Page("auditor", "For auditors", "policy", "One page to print with the organization's numbers as of now: members, records, events, verification, checkpoints, sign-in policy."),
        Page("roles", "What you may do", "badge", "Every permission of your role in words, what you do not hold, and whom to ask for it."),
        Page("shortcuts", "Keyboard shortcuts", "keyboard", "Every key that FlaskTrack listens to."),
        Page("api", "HTTP API", "api", "How scripts and instruments read and write the same records under the same rights."),
        Page("system", "System", "computer", "Version, configuration and checks of this installation, for owners, admins and auditors."),
    ];

    public static IReadOnlyList<HelpSection> All { get; } = [.. Pages, .. HelpPages.All, .. HelpPrimer.All, .. HelpWalkthrough.Sections];

    /// <summary>The section of the page at an address; null where none says anything about it.</summary>
    public static HelpSection? For(string path) => HelpPages.All
        .SelectMany(section => section.Paths.Select(start => (section, start)))
        .Where(pair => pair.start == "/" ? path == "/" : path == pair.start || path.StartsWith(pair.start + "/", StringComparison.Ordinal))
        .OrderByDescending(pair => pair.start.Length).Select(pair => pair.section).FirstOrDefault();

    private static HelpSection Page(string key, string title, string icon, string text) => new(key, title, icon, [], [text]) { Href = "/help/" + key };
}
