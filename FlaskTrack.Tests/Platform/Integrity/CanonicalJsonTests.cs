using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>The examples RFC 8785 publishes (§3.2.2, §3.2.3, Appendix B) and what must hold for every value.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Serializes_the_example_of_section_3_2_2() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        CanonicalJson.Canonicalize(
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """));

    [Fact]
    public void Sorts_the_example_of_section_3_2_3_by_code_units()
    {
        var canonical = CanonicalJson.Canonicalize(
            """
            {
              "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """);
        using var document = JsonDocument.Parse(canonical);
        Assert.Equal(["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            document.RootElement.EnumerateObject().Select(member => member.Value.GetString()));
    }

    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Prints_the_numbers_of_appendix_b(string bits, string expected) =>
        Assert.Equal(expected, Print(BitConverter.UInt64BitsToDouble(Convert.ToUInt64(bits, 16))));

    [Theory]
    [InlineData("7fffffffffffffff")]
    [InlineData("7ff0000000000000")]
    public void Refuses_the_values_of_appendix_b_that_are_no_numbers(string bits) =>
        Assert.Throws<FormatException>(() => Print(BitConverter.UInt64BitsToDouble(Convert.ToUInt64(bits, 16))));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00x\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("1e400")]
    [InlineData("{\"a\":1,}")]
    [InlineData("")]
    [InlineData("[1] [2]")]
    public void Refuses_what_has_no_canonical_form(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalize(json));

    [Fact]
    public void Refuses_a_lone_surrogate_in_a_node() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalize(new JsonObject { ["name"] = "a\ud83db" }));

    [Fact]
    public void Any_value_is_canonicalized_once_and_means_the_same()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var node = new SampleJson(seed).Next(depth: 4);
            var loose = node?.ToJsonString(new JsonSerializerOptions { WriteIndented = seed % 2 == 0 }) ?? "null";
            var canonical = CanonicalJson.Canonicalize(node);
            Assert.Equal(canonical, CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(loose)));
            Assert.Equal(canonical, CanonicalJson.Canonicalize(canonical));
            Assert.True(CanonicalJson.IsCanonical(canonical));
            Assert.True(JsonNode.DeepEquals(node, JsonNode.Parse(canonical)), $"seed {seed}: {loose}");
        }
    }

    [Fact]
    public void Any_double_reads_back_as_itself()
    {
        var random = new Random(8785);
        for (var round = 0; round < 20_000; round++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            Assert.Equal(value, double.Parse(Print(value), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Print(double value)
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.ASCII.GetString(text[..CanonicalNumber.Format(value, text)]);
    }
}
