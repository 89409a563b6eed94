using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Packet records to and from canonical JSON: snake_case, nulls written, nothing unknown or missing accepted.</summary>
internal static class PacketJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new TimeConverter() },
    };

    public static byte[] Write<T>(T value) => CanonicalJson.Canonicalize(JsonSerializer.SerializeToNode(value, Options));

    public static T Read<T>(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new FormatException("The JSON is null.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    /// <summary>A list that may have come with null in a place, which the reader does not refuse.</summary>
    public static IReadOnlyList<T> Whole<T>(IReadOnlyList<T> list, string name)
        where T : class => list.Any(one => one is null) ? throw new FormatException($"{name} holds null.") : list;

    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.TryParseExact(reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw new JsonException("A time is RFC 3339 in UTC with six fractional digits.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Checkpoint.TimeText(value));
    }
}
