using System.Globalization;

using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>Notes written as markdown. SECURITY: the parsed tree is drawn element by element, and whatever somebody typed goes in as text only, so that no note becomes markup: raw HTML is shown as it
/// stands, a picture is a word, and an address becomes a link where <see cref="MarkdownLinks"/> lets it.</summary>
public sealed class MarkdownText : ComponentBase
{
    /// <summary>Levels of lists and quotes that are drawn; what lies deeper is shown as typed.</summary>
    private const int Deepest = 24;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).UseSoftlineBreakAsHardlineBreak().UsePreciseSourceLocation().Build();

    private string? parsed;
    private MarkdownDocument? document;

    [Parameter, EditorRequired] public string? Text { get; set; }

    protected override void OnParametersSet()
    {
        if (parsed == Text) return;
        (parsed, document) = (Text, Parse(Text ?? ""));
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", document is null ? "md typed" : "md");
        if (document is null) builder.AddContent(2, Text);
        else Blocks(builder, document, 0);
        builder.CloseElement();
    }

    /// <summary>Null for a text that is nested beyond all sense: it is then shown as typed.</summary>
    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Blocks(RenderTreeBuilder to, ContainerBlock blocks, int depth)
    {
        foreach (var block in blocks) Draw(to, block, depth + 1);
    }

    private void Draw(RenderTreeBuilder to, Block block, int depth)
    {
        switch (block)
        {
            case var deep when depth > Deepest:
                Element(to, "p", () => to.AddContent(0, Typed(deep)));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case HeadingBlock heading:
                Element(to, $"h{Math.Min(heading.Level + 2, 6).ToString(CultureInfo.InvariantCulture)}", () => Inlines(to, heading.Inline, depth));
                break;
            case ParagraphBlock { Parent: ListItemBlock { Parent: ListBlock { IsLoose: false } } } tight:
                Inlines(to, tight.Inline, depth);
                break;
            case ThematicBreakBlock:
                Element(to, "hr", () => { });
                break;
            case CodeBlock code:
                Element(to, "pre", () => Element(to, "code", () => to.AddContent(0, code.Lines.ToString())));
                break;
            case QuoteBlock quote:
                Element(to, "blockquote", () => Blocks(to, quote, depth));
                break;
            case ListBlock list:
                Element(to, list.IsOrdered ? "ol" : "ul", () => Blocks(to, list, depth), list.IsOrdered && list.OrderedStart is { } start && start != "1" && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? ("start", start) : null);
                break;
            case ListItemBlock item:
                Element(to, "li", () => Blocks(to, item, depth));
                break;
            case Table table:
                Element(to, "table", () => Element(to, "tbody", () => Blocks(to, table, depth)), ("class", "grid"));
                break;
            case TableRow row:
                Element(to, "tr", () => Cells(to, row, depth));
                break;
            case LeafBlock { Inline: { } inline }:
                Element(to, "p", () => Inlines(to, inline, depth));
                break;
            case ContainerBlock other:
                Blocks(to, other, depth);
                break;
            default:
                Element(to, "p", () => to.AddContent(0, Typed(block)));
                break;
        }
    }

    private void Cells(RenderTreeBuilder to, TableRow row, int depth)
    {
        foreach (var cell in row.OfType<TableCell>())
        {
            Element(to, row.IsHeader ? "th" : "td", () =>
            {
                foreach (var part in cell.OfType<LeafBlock>()) Inlines(to, part.Inline, depth);
            }, row.IsHeader ? ("scope", "col") : null);
        }
    }

    private void Inlines(RenderTreeBuilder to, ContainerInline? inlines, int depth)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>()) Draw(to, inline, depth + 1);
    }

    private void Draw(RenderTreeBuilder to, Inline inline, int depth)
    {
        switch (inline)
        {
            case var deep when depth > Deepest * 2:
                to.AddContent(0, Slice(deep.Span));
                break;
            case LiteralInline literal:
                to.AddContent(0, literal.Content.ToString());
                break;
            case LineBreakInline:
                Element(to, "br", () => { });
                break;
            case CodeInline code:
                Element(to, "code", () => to.AddContent(0, code.Content));
                break;
            case HtmlEntityInline entity:
                to.AddContent(0, entity.Transcoded.ToString());
                break;
            case AutolinkInline auto:
                Link(to, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, () => to.AddContent(0, auto.Url));
                break;
            case LinkInline link:
                Link(to, link.Url, () =>
                {
                    if (link.IsImage && link.FirstChild is null) to.AddContent(0, "picture");
                    else Inlines(to, link, depth);
                });
                break;
            case EmphasisInline emphasis:
                Element(to, emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount == 2 ? "strong" : "em", () => Inlines(to, emphasis, depth));
                break;
            case DelimiterInline delimiter:
                to.AddContent(0, delimiter.ToLiteral());
                Inlines(to, delimiter, depth);
                break;
            case ContainerInline container:
                Inlines(to, container, depth);
                break;
            case HtmlInline html:
                to.AddContent(0, html.Tag);
                break;
            default:
                to.AddContent(0, Slice(inline.Span));
                break;
        }
    }

    private static void Link(RenderTreeBuilder to, string? address, Action content)
    {
        if (MarkdownLinks.Address(address) is not { } href)
        {
            content();
            return;
        }

        to.OpenRegion(0);
        to.OpenElement(0, "a");
        to.AddAttribute(1, "href", href);
        to.AddAttribute(2, "rel", "noopener noreferrer");
        to.AddAttribute(3, "target", "_blank");
        content();
        to.CloseElement();
        to.CloseRegion();
    }

    private static void Element(RenderTreeBuilder to, string name, Action content, (string Name, string Value)? attribute = null)
    {
        to.OpenRegion(0);
        to.OpenElement(0, name);
        if (attribute is { } one) to.AddAttribute(1, one.Name, one.Value);
        content();
        to.CloseElement();
        to.CloseRegion();
    }

    private string Typed(Block block) => Slice(block.Span);

    private string Slice(SourceSpan span) => span.IsEmpty || span.End >= parsed!.Length ? "" : parsed[span.Start..(span.End + 1)];
}
