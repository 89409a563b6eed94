using System.Text.Json.Nodes;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>Seeded JSON values with the characters and shapes that break careless writers.</summary>
internal sealed class SampleJson(int seed)
{
    private static readonly string[] Pieces =
        ["a", "B7", "µ", "37 °C", "β-actin", "試料", "😀", "\"", "\\", "\n", "\r\n", "\t", "\u0001", "\u001f", "\u007f", "\u0080", "/", "<b>", "\u2028", "ﬁ", "דּ", " "];

    private readonly Random random = new(seed);

    public Random Random => random;

    public string Text() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    public JsonObject Members(int depth)
    {
        var members = new JsonObject();
        for (var count = random.Next(5); count > 0; count--) members[Text()] = Next(depth - 1);
        return members;
    }

    public JsonNode? Next(int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-5, 100_000),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
        4 or 5 => Text(),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]),
        _ => Members(depth),
    };
}
