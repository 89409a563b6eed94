namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>
/// Fonts installed on this machine, asked only for characters the bundled ones lack. Files are tried in a fixed order, plain
/// sans-serif faces first; of each only the character map is read until it is needed for drawing.
/// </summary>
internal static class SystemFonts
{
    private static readonly Lazy<List<SystemFont>> Installed = new(Find);

    /// <summary>The first font that has the character and may be embedded, or null.</summary>
    public static FontFile? For(int codePoint, bool bold)
    {
        var fonts = Installed.Value;
        var holder = (bold ? fonts.Find(font => font.Bold && font.Has(codePoint)) : null)
            ?? fonts.Find(font => !font.Bold && font.Has(codePoint));
        return holder?.Load();
    }

    private static List<SystemFont> Find() =>
    [
        .. Folders().Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Where(Usable)
            .OrderBy(Rank).ThenBy(Path.GetFileName, StringComparer.Ordinal).ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => new SystemFont(path)),
    ];

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            "/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts"),
            "/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library/Fonts"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "Fonts"),
        ];
    }

    private static bool Usable(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC" or ".OTC"
            && !Says(name, "Italic") && !Says(name, "Oblique") && !Says(name, "Thin") && !Says(name, "Light") && !Says(name, "Black");
    }

    private static int Rank(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var rank = Says(name, "NotoSans") ? 0 : Says(name, "Sans") ? 1 : 2;
        return Says(name, "Mono") || Says(name, "Serif") || Says(name, "Condensed") ? rank + 10 : rank;
    }

    private static bool Says(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
