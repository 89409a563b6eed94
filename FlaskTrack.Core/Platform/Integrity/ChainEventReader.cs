using System.Globalization;
using System.Text.Json;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Reads one line of audit.jsonl strictly: unknown, repeated and missing members are refused.</summary>
internal static class ChainEventReader
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly string[] Top =
    [
        "action", "actor", "after", "authentication", "before", "channel", "entity", "ip", "organization", "previous_hash",
        "reason", "request_id", "sequence", "session_id", "signature_id", "time", "user_agent",
    ];

    private static readonly string[] Actor = ["id", "kind", "name", "on_behalf_of", "role"];
    private static readonly string[] Entity = ["code", "id", "label", "type", "version"];

    public static ChainEvent Read(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            return Read(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FormatException("Not an audit event: " + problem.Message, problem);
        }
    }

    private static ChainEvent Read(JsonElement line)
    {
        var members = Members(line, "event", Top, optional: "hash");
        var actor = Members(members["actor"], "actor", Actor);
        var entity = Members(members["entity"], "entity", Entity);
        return new ChainEvent
        {
            Organization = Text(members, "organization"),
            Sequence = Integer(members, "sequence") ?? throw new FormatException("sequence is null."),
            Time = Time(Text(members, "time")),
            ActorKind = Text(actor, "kind"),
            ActorId = Integer(actor, "id"),
            ActorName = TextOrNull(actor, "name"),
            ActorRole = TextOrNull(actor, "role"),
            OnBehalfOf = TextOrNull(actor, "on_behalf_of"),
            Authentication = TextOrNull(members, "authentication"),
            Channel = Text(members, "channel"),
            RequestId = TextOrNull(members, "request_id"),
            SessionId = TextOrNull(members, "session_id"),
            Ip = TextOrNull(members, "ip"),
            UserAgent = TextOrNull(members, "user_agent"),
            Action = Text(members, "action"),
            EntityType = TextOrNull(entity, "type"),
            EntityId = Integer(entity, "id"),
            EntityCode = TextOrNull(entity, "code"),
            EntityLabel = TextOrNull(entity, "label"),
            EntityVersion = Version(entity),
            Before = Raw(members, "before"),
            After = Raw(members, "after"),
            Reason = TextOrNull(members, "reason"),
            SignatureId = Integer(members, "signature_id"),
            PreviousHash = Text(members, "previous_hash"),
            Hash = members.ContainsKey("hash") ? Text(members, "hash") : "",
        };
    }

    private static Dictionary<string, JsonElement> Members(JsonElement element, string what, string[] names, string? optional = null)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} is not an object.");
        var members = new Dictionary<string, JsonElement>(names.Length + 1, StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!names.Contains(member.Name) && member.Name != optional)
                throw new FormatException($"{what} has an unknown member {member.Name}.");
            if (!members.TryAdd(member.Name, member.Value)) throw new FormatException($"{what} has {member.Name} twice.");
        }

        foreach (var name in names)
            if (!members.ContainsKey(name)) throw new FormatException($"{what} lacks {name}.");
        return members;
    }

    private static string Text(Dictionary<string, JsonElement> members, string name) =>
        TextOrNull(members, name) ?? throw new FormatException($"{name} is null.");

    private static string? TextOrNull(Dictionary<string, JsonElement> members, string name) => members[name].ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => members[name].GetString(),
        _ => throw new FormatException($"{name} is not a text."),
    };

    private static long? Integer(Dictionary<string, JsonElement> members, string name)
    {
        if (members[name].ValueKind == JsonValueKind.Null) return null;
        if (members[name].ValueKind == JsonValueKind.Number && members[name].TryGetInt64(out var value)) return value;
        throw new FormatException($"{name} is not an integer.");
    }

    private static int? Version(Dictionary<string, JsonElement> entity) => Integer(entity, "version") switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and var version => (int)version,
        _ => throw new FormatException("version is out of range."),
    };

    private static string? Raw(Dictionary<string, JsonElement> members, string name) => members[name].ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => members[name].GetRawText(),
        _ => throw new FormatException($"{name} is not an object."),
    };

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException("time is not RFC 3339 in UTC with six fractional digits.");
}
