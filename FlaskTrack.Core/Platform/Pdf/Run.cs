namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>A stretch of text in one style. <paramref name="Size"/> is in points; 0 takes the size of the block around it.</summary>
public readonly record struct Run(string Text, TextStyle Style = TextStyle.Plain, double Size = 0)
{
    public static implicit operator Run(string? text) => new(text ?? "");
}

/// <summary>Styles said as words: <c>"12".Struck()</c>, <c>"Solanum tuberosum".Italic()</c>.</summary>
public static class RunStyles
{
    private const int HashLine = 32;

    public static Run Bold(this string text) => Styled(text, TextStyle.Bold);
    public static Run Italic(this string text) => Styled(text, TextStyle.Italic);
    public static Run Mono(this string text) => Styled(text, TextStyle.Mono);
    public static Run Struck(this string text) => Styled(text, TextStyle.Struck);
    public static Run Gray(this string text) => Styled(text, TextStyle.Gray);
    public static Run Sized(this string text, double points) => new(text, TextStyle.Plain, points);

    public static Run Bold(this Run run) => Styled(run, TextStyle.Bold);
    public static Run Italic(this Run run) => Styled(run, TextStyle.Italic);
    public static Run Mono(this Run run) => Styled(run, TextStyle.Mono);
    public static Run Struck(this Run run) => Styled(run, TextStyle.Struck);
    public static Run Gray(this Run run) => Styled(run, TextStyle.Gray);
    public static Run Sized(this Run run, double points) => run with { Size = points };

    /// <summary>A hash in mono, on lines of 32 characters, so that two sheets can be compared by eye.</summary>
    public static Run Hash(this string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var lines = hex.Chunk(HashLine).Select(line => new string(line));
        return new(string.Join('\n', lines), TextStyle.Mono);
    }

    private static Run Styled(Run run, TextStyle style) => run with { Text = run.Text ?? "", Style = run.Style | style };
}
