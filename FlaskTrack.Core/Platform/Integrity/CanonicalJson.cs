using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one byte sequence for one JSON value, so that a hash of it means
/// something. Members in order of their UTF-16 code units, shortest escapes, numbers as ECMAScript prints them, no blanks.</summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="FormatException">Not JSON, a member named twice, a lone surrogate, or a number no double can hold.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json.ToArray(), Strict);
            return Canonicalize(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FormatException("Not JSON: " + problem.Message, problem);
        }
    }

    /// <inheritdoc cref="Canonicalize(ReadOnlySpan{byte})"/>
    public static string Canonicalize(string json) => Encoding.UTF8.GetString(Canonicalize(Encoding.UTF8.GetBytes(json)));

    /// <inheritdoc cref="Canonicalize(ReadOnlySpan{byte})"/>
    public static byte[] Canonicalize(JsonElement element)
    {
        var writer = CanonicalWriter.Rent();
        Write(writer, element);
        return writer.Written.ToArray();
    }

    /// <inheritdoc cref="Canonicalize(ReadOnlySpan{byte})"/>
    public static byte[] Canonicalize(JsonNode? node)
    {
        var writer = CanonicalWriter.Rent();
        Write(writer, node);
        return writer.Written.ToArray();
    }

    /// <summary>Canonical text of a node, as <see cref="ChainEvent.Before"/> and <see cref="ChainEvent.After"/> want it.</summary>
    public static string ToText(JsonNode? node) => Encoding.UTF8.GetString(Canonicalize(node));

    /// <summary>Whether the bytes are JSON and already in canonical form.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return Canonicalize(utf8Json).AsSpan().SequenceEqual(utf8Json);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Write(CanonicalWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject().Select(member => (Name: NameOf(member), member.Value));
                WriteMembers(writer, members.ToArray(), Write);
                break;
            case JsonValueKind.Array:
                WriteItems(writer, element.EnumerateArray(), Write);
                break;
            case JsonValueKind.String:
                writer.String(TextOf(element));
                break;
            case JsonValueKind.Number:
                writer.Number(double.Parse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            default:
                writer.RawText(element.GetRawText());
                break;
        }
    }

    private static void Write(CanonicalWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.Raw("null"u8);
                break;
            case JsonObject members:
                WriteMembers(writer, members.Select(member => (Name: member.Key, member.Value)).ToArray(), Write);
                break;
            case JsonArray items:
                WriteItems(writer, items, Write);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                writer.String(text);
                break;
            default:
                using (var document = JsonDocument.Parse(node.ToJsonString())) Write(writer, document.RootElement);
                break;
        }
    }

    private static void WriteMembers<T>(CanonicalWriter writer, (string Name, T Value)[] members, Action<CanonicalWriter, T> write)
    {
        Array.Sort(members, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        writer.Byte((byte)'{');
        for (var index = 0; index < members.Length; index++)
        {
            if (index > 0 && members[index].Name == members[index - 1].Name)
                throw new FormatException($"The member {members[index].Name} occurs twice.");
            if (index > 0) writer.Byte((byte)',');
            writer.String(members[index].Name);
            writer.Byte((byte)':');
            write(writer, members[index].Value);
        }

        writer.Byte((byte)'}');
    }

    private static void WriteItems<T>(CanonicalWriter writer, IEnumerable<T> items, Action<CanonicalWriter, T> write)
    {
        writer.Byte((byte)'[');
        var first = true;
        foreach (var item in items)
        {
            if (!first) writer.Byte((byte)',');
            first = false;
            write(writer, item);
        }

        writer.Byte((byte)']');
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException problem)
        {
            throw new FormatException("A member name holds a surrogate without its other half.", problem);
        }
    }

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException problem)
        {
            throw new FormatException("A text holds a surrogate without its other half.", problem);
        }
    }
}
