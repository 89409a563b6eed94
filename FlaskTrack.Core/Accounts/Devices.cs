namespace FlaskTrack.Core.Accounts;

/// <summary>Reads a user agent as far as a person needs it to know the own devices again.</summary>
internal static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"), ("python", "Python")];
    private static readonly (string Mark, string Name)[] Systems = [("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Name(string? userAgent)
    {
        var browser = Find(Browsers, userAgent);
        var system = Find(Systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => "Unknown device",
            (null, _) => system,
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] table, string? userAgent) =>
        table.FirstOrDefault(row => userAgent?.Contains(row.Mark, StringComparison.OrdinalIgnoreCase) == true).Name;
}
