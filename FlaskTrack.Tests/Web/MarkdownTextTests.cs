using AngleSharp.Dom;
using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class MarkdownTextTests : KitContext
{
    private static readonly HashSet<string> Elements = ["div", "p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "del", "a", "table", "tbody", "tr", "th", "td"];
    private static readonly HashSet<string> Attributes = ["class", "href", "rel", "target", "start", "scope"];
    private static readonly string[] Schemes = ["http://", "https://", "mailto:"];

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<iframe srcdoc='<script>1</script>'>", "<!-- --!><script>1</script>", "<style>*{}</style>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x]( javascript:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](&#x6A;avascript&colon;alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)", "[x](file:///etc/passwd)", "[x](//evil.example/x)", "[x](/account)", "<javascript:alert(1)>", "![x](https://evil.example/x.png)", "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "[x][1]\n\n[1]: javascript:alert(1)", "[<img src=x onerror=1>](https://a.example \"onmouseover=1\")", "[x](https://a.example/\"onmouseover=\"alert(1))", "&lt;script&gt;alert(1)&lt;/script&gt;", "`<script>`", "```html\n<script>\n```",
        "| <script> | onerror |\n|---|---|\n| <img src=x> | [x](javascript:1) |", "[![x](javascript:1)](javascript:2)", "[a [b](https://b.example) c](javascript:1)", "**[x](javascript:alert(1))**", "# <script>\n> - <img onerror=1>", "tel:+123 ftp://a.example www.a.example",
    ];

    [Fact]
    public void A_note_is_drawn_with_its_headings_lists_tables_and_line_breaks()
    {
        var note = Show("# Shoots\n\nClear **medium** at *24 °C*\nsecond line ~~gone~~ `pH 5.8`\n\n- one\n- two\n\n3. three\n\n> quoted\n\n| Day | mm |\n|---|---|\n| 1 | 2.5 |");

        Assert.Equal("Shoots", note.QuerySelector("h3")!.TextContent);
        Assert.Equal(("medium", "24 °C", "gone", "pH 5.8"), (Text(note, "strong"), Text(note, "em"), Text(note, "del"), Text(note, "code")));
        Assert.NotNull(note.QuerySelector("p br"));
        Assert.Equal(["one", "two"], note.QuerySelectorAll("ul > li").Select(item => item.TextContent));
        Assert.Equal("3", note.QuerySelector("ol")!.GetAttribute("start"));
        Assert.Equal(["Day", "mm", "1", "2.5"], note.QuerySelectorAll("th, td").Select(cell => cell.TextContent));
    }

    [Fact]
    [Trait("assurance", "S46")]
    public void Raw_html_is_shown_as_text_and_a_picture_as_a_word()
    {
        var note = Show("<b>not bold</b> <script>alert(1)</script>\n\n<div onclick=x>block</div>\n\n![gel photo](https://evil.example/x.png)");

        Assert.Contains("<b>not bold</b> <script>alert(1)</script>", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("<div onclick=x>block</div>", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("gel photo", note.TextContent, StringComparison.Ordinal);
        Assert.Empty(note.QuerySelectorAll("img, script, b"));
    }

    [Theory]
    [InlineData("[x](https://lab.example/p?a=1)", "https://lab.example/p?a=1")]
    [InlineData("<http://lab.example/>", "http://lab.example/")]
    [InlineData("https://lab.example/q", "https://lab.example/q")]
    [InlineData("[x](mailto:mina@lab.example)", "mailto:mina@lab.example")]
    [InlineData("<mina@lab.example>", "mailto:mina@lab.example")]
    public void A_link_leads_out_without_telling_where_from(string text, string href)
    {
        var link = Assert.Single(Show(text).QuerySelectorAll("a"));

        Assert.Equal((href, "noopener noreferrer", "_blank"), (link.GetAttribute("href"), link.GetAttribute("rel"), link.GetAttribute("target")));
    }

    [Fact]
    [Trait("assurance", "S46")]
    public void Nothing_hostile_becomes_an_element_an_attribute_or_an_address()
    {
        foreach (var text in Hostile) AssertHarmless(text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("assurance", "S46")]
    public void Hostile_parts_put_together_at_random_stay_harmless(int seed)
    {
        var random = new Random(seed);
        string[] glue = ["", " ", "\n", "\n\n", "> ", "- ", "1. ", "**", "_", "`", "[", "](", ")", "<", ">", "|", "&", "#", "\"", "'", "\\", "~~", "!"];
        for (var i = 0; i < 300; i++) AssertHarmless(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(3) == 0 ? Hostile[random.Next(Hostile.Length)] : glue[random.Next(glue.Length)])));
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("**_")]
    [InlineData("![](")]
    [InlineData("`")]
    public void A_note_of_full_length_that_nests_without_end_is_still_drawn(string part) =>
        AssertHarmless(string.Concat(Enumerable.Repeat(part, 20_000 / part.Length)));

    private IElement Show(string text) => Render<MarkdownText>(note => note.Add(x => x.Text, text)).Find("div");

    private void AssertHarmless(string text)
    {
        var note = Show(text);
        foreach (var element in note.QuerySelectorAll("*").Append(note))
        {
            Assert.True(Elements.Contains(element.LocalName), $"<{element.LocalName}> from {text}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} from {text}");
                if (attribute.Name == "href") Assert.True(Array.Exists(Schemes, scheme => attribute.Value.StartsWith(scheme, StringComparison.Ordinal)), $"{attribute.Value} from {text}");
            }
        }
    }

    private static string Text(IElement note, string element) => note.QuerySelector(element)!.TextContent;
}
