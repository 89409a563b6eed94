using FlaskTrack.Core.Samples;

namespace FlaskTrack.Tests.Samples;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("2.5", false, "2.5")]
    [InlineData(" 1.50 ", false, "1.50")]
    [InlineData("2,5", true, "2.5")]
    [InlineData("0,125", true, "0.125")]
    [InlineData("1234567890.123456789012345678", false, "1234567890.123456789012345678")]
    [InlineData("1.234", false, "1.234")]
    public void A_number_is_kept_as_typed(string typed, bool comma, string kept) => Assert.Equal((kept, null), AmountText.Parse(typed, "Quantity", comma));

    [Theory]
    [InlineData("1,234", false)]
    [InlineData("1,234", true)]
    public void A_number_with_two_readings_is_refused_with_both(string typed, bool comma)
    {
        var (text, error) = AmountText.Parse(typed, "Quantity", comma);

        Assert.Null(text);
        Assert.Contains("1234 or 1.234", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901234567890123456789", "29 significant digits")]
    [InlineData("1e5", "must be a number")]
    [InlineData("1.2.3", "must be a number")]
    [InlineData("٣", "must be a number")]
    [InlineData("2,5", "decimal point")]
    public void Anything_else_says_what_is_accepted(string typed, string error) => Assert.Contains(error, AmountText.Parse(typed, "Quantity").Error, StringComparison.Ordinal);

    [Fact]
    public void A_tenth_and_two_tenths_are_three_tenths() => Assert.Equal("0.3", (AmountText.Value("0.1") + AmountText.Value("0.2")).ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1.5", "mL", "µL", "1500")]
    [InlineData("37", "°C", "K", "310.15")]
    [InlineData("2", "h", "min", "120")]
    [InlineData("250", "ug", "mg", "0.25")]
    public void Conversion_inside_a_dimension_is_exact(string value, string from, string to, string expected) =>
        Assert.Equal(AmountText.Value(expected), Units.Convert(AmountText.Value(value), Units.Find(from)!, Units.Find(to)!));

    [Fact]
    public void Mass_does_not_become_amount() => Assert.Null(Units.Convert(1, Units.Find("g")!, Units.Find("mol")!));

    [Theory]
    [InlineData("ml", "mL")]
    [InlineData("μL", "µL")]
    [InlineData("M", "M")]
    [InlineData("m", "m")]
    [InlineData("XYZ", null)]
    public void A_unit_is_found_by_symbol_and_alias(string text, string? symbol) => Assert.Equal(symbol, Units.Find(text)?.Symbol);
}
