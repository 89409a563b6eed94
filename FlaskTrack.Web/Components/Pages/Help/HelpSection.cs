namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>A piece of help: what a page is for and how it works, or a part of a longer text.</summary>
/// <param name="Key">Last part of its address.</param>
/// <param name="Paths">Addresses of pages whose "?" opens it; a page belongs to the longest that its own begins with.</param>
/// <param name="Text">Paragraphs; those that begin with a hyphen are lines of a list.</param>
public sealed record HelpSection(string Key, string Title, string Icon, IReadOnlyList<string> Paths, IReadOnlyList<string> Text)
{
    /// <summary>Where it is read.</summary>
    public string Href { get; init; } = $"/help/page/{Key}";

    public bool Has(string words) => Title.Contains(words, StringComparison.OrdinalIgnoreCase) || Text.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first line that holds the words, for a list of what was found.</summary>
    public string LineWith(string words) => Text.FirstOrDefault(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)) ?? Text[0];
}
