using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The members of a record marked sensitive that take <c>records.view-sensitive</c> to see. Their values are in the log and under its hash;
/// a reader without the right gets them masked.</summary>
public static class SensitiveMembers
{
    public const string Mask = "•••";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "notes", "custom_fields", "source" };

    /// <param name="name">Snake case, as in events.</param>
    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>The event's <c>before</c> or <c>after</c> with sensitive values masked.</summary>
    public static string? MaskIn(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject members) return json;
        foreach (var name in members.Select(member => member.Key).Where(Contains).ToList())
            if (members[name] is not null) members[name] = Mask;
        return CanonicalJson.ToText(members);
    }
}
