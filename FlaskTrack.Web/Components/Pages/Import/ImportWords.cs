using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Web.Components.Pages.Import;

/// <summary>What was found out about a file, in words.</summary>
internal static class ImportWords
{
    public static string Read(SheetFile file, string? sheet)
    {
        var parts = new List<string>();
        if (sheet is not null) parts.Add($"sheet \"{sheet}\"");
        if (file.Encoding is { } encoding) parts.Add($"encoding {Name(encoding)}");
        if (file.Delimiter is { } delimiter) parts.Add($"columns parted by {delimiter switch { ',' => "commas", ';' => "semicolons", '\t' => "tabs", '|' => "bars", _ => $"\"{delimiter}\"" }}");
        parts.Add(file.DecimalSign == ',' ? "decimal comma" : "decimal point");
        return string.Join(", ", parts);
    }

    private static string Name(SheetEncoding encoding) => encoding switch
    {
        SheetEncoding.Utf8 => "UTF-8",
        SheetEncoding.Windows1252 => "Windows-1252",
        _ => "UTF-16",
    };
}
