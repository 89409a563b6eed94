using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Tests.Platform.Pdf;

public sealed class PdfTextTests : PdfFolder
{
    [Theory]
    [InlineData("21.4 °C, 0.5 µM, 10 kΩ, αβγ, é ñ ł č, ± ≤ ≥ × ½ ₂ – “quoted”")]
    [InlineData("Ångström, Đà Nẵng, Łódź, İstanbul, Kraków")]
    [InlineData("Привет, Ελλάδα")]
    [InlineData("parentheses (a\\b) and 5 < 6")]
    public void What_a_lab_writes_is_read_back(string text) => Assert.Contains(text, TextOf(new Paragraph(text)), StringComparison.Ordinal);

    [Fact]
    public void Every_style_can_be_read()
    {
        var text = TextOf(new Paragraph(["bold µ".Bold(), " ", "slanted °C".Italic(), " ", "mono Ω".Mono(), " ", "struck".Struck(), " ", "gray".Gray(), " plain"]));
        Assert.Contains("bold µ slanted °C mono Ω struck gray plain", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_typed_apart_are_set_as_one_letter() =>
        Assert.Contains("é", TextOf(new Paragraph("e\u0301")), StringComparison.Ordinal);

    [Fact]
    public void Ideographs_are_read_back_and_drawn_where_a_font_has_them()
    {
        var (file, result) = Write(Document(new Paragraph("培养基 配制 テスト 한국어")));
        Assert.Contains("培养基", PdfTools.Text(file), StringComparison.Ordinal);
        Assert.Contains("한국어", PdfTools.Text(file), StringComparison.Ordinal);
        Assert.Equal(0, PdfTools.Run("qpdf", "--check", file).Code);
        if (result.MissingCharacters.Count > 0) return; // No such font on this machine: boxes, counted elsewhere.
        Assert.DoesNotMatch("rror", PdfTools.Run("pdftoppm", "-r", "20", file, PathOf("page")).Output);
    }

    [Fact]
    public void A_character_no_font_has_is_reported_and_stays_in_the_text()
    {
        var (file, result) = Write(Document(new Paragraph("Vial \U0010FFF0 and \uE777 and A")));
        Assert.Equal(["U+E777", "U+10FFF0"], result.MissingCharacters.Select(missing => missing.Name));
        Assert.Contains("\uE777", PdfTools.Text(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_block_can_tell_what_was_missing_before_it()
    {
        var text = TextOf(new Paragraph("\uE777"), new Deferred(soFar => [new Paragraph("Missing: " + soFar.MissingCharacters.Single().Name)]));
        Assert.Contains("Missing: U+E777", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_longer_than_the_line_is_broken_and_nothing_is_lost()
    {
        var word = string.Concat(Enumerable.Range(0, 400).Select(number => (char)('a' + number % 26)));
        Assert.Contains(word, string.Concat(TextOf(new Paragraph(word)).Where(char.IsLetter)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("שלום עולם, lot 12")]
    [InlineData("مرحبا")]
    [InlineData("a\0b\u0007 \uD800 \uDC00 \u200B end")]
    [InlineData("")]
    [InlineData(" \n\n ")]
    public void Unusual_text_makes_a_sound_file(string text)
    {
        var (file, _) = Write(Document(new Paragraph(text), new Table([new("H")], [[text]])));
        Assert.Equal(0, PdfTools.Run("qpdf", "--check", file).Code);
    }

    [Fact]
    public void Hebrew_is_read_back_in_its_order() => Assert.Contains("שלום", TextOf(new Paragraph("שלום")), StringComparison.Ordinal);

    [Fact]
    public void A_hash_is_broken_at_32_characters()
    {
        var hash = new string('a', 32) + new string('b', 32);
        var lines = TextOf(new Paragraph(hash.Hash())).Split('\n').Select(line => line.Trim()).ToList();
        Assert.Equal(lines.IndexOf(new string('a', 32)) + 1, lines.IndexOf(new string('b', 32)));
    }

    [Fact]
    public void A_number_and_its_unit_stay_on_one_line()
    {
        for (var width = 20; width < 60; width++)
        {
            var text = TextOf(new Table([new("Step", width), new("", 100 - width)], [["Transfer to rooting medium, IBA 0.5 µM, 60 s", ""]]));
            Assert.Contains("0.5 µM", text, StringComparison.Ordinal);
            Assert.Contains("60 s", text, StringComparison.Ordinal);
        }
    }
}
