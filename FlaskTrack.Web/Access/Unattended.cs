namespace FlaskTrack.Web.Access;

/// <summary>Marks what an open page does by itself, because somebody else changed something or a clock ticked. SECURITY: it is no sign of anybody sitting there, so it
/// neither keeps a session alive nor counts as its person's activity (ASVS 7.3.1).</summary>
internal static class Unattended
{
    private static readonly AsyncLocal<bool> On = new();

    public static bool IsOn => On.Value;

    /// <summary>From here on in the calling asynchronous method and all that it begins; its own caller is not touched.</summary>
    public static void FromHere() => On.Value = true;
}
