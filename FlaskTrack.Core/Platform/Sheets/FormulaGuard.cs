namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Keeps text in a CSV file from being run as a formula when the file is opened in a spreadsheet (OWASP ASVS 1.2.10).
/// A leading apostrophe is added where the text begins, after apostrophes and spaces, with = + - @, tab or a line break, or the full-width
/// forms that some spreadsheets accept. The reader takes that apostrophe away again, so an export imports without a difference.
/// </summary>
public static class FormulaGuard
{
    public static string Neutralise(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>Undoes <see cref="Neutralise"/>; other text is returned as it is.</summary>
    public static string Restore(string text) => text is ['\'', ..] && IsRisky(text) ? text[1..] : text;

    // INVARIANT: apostrophes are skipped first, so Restore(Neutralise(x)) is x even where x itself begins with one.
    public static bool IsRisky(ReadOnlySpan<char> text) =>
        text.TrimStart('\'').TrimStart(" \u00A0\uFEFF") is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];
}
