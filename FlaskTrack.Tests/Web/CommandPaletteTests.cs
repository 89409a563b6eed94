using Bunit;
using FlaskTrack.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web;

public sealed class CommandPaletteTests : KitContext
{
    private readonly List<string> asked = [];

    private async Task<IRenderedComponent<CommandPalette>> OpenAsync()
    {
        var palette = Render<CommandPalette>(p => p
            .Add(x => x.Allows, entry => entry.Title != "Members")
            .Add(x => x.Search, (query, _) =>
            {
                asked.Add(query);
                return Task.FromResult<IReadOnlyList<PaletteGroup>>([new("Records", [new("science", "SMP-000001", "Rolling stock", null, "Sample", "/samples/SMP-000001")])]);
            }));
        await palette.InvokeAsync(palette.Instance.OpenAsync);
        return palette;
    }

    private static string? Active(IRenderedComponent<CommandPalette> palette)
    {
        var id = palette.Find("[role=combobox]").GetAttribute("aria-activedescendant");
        var option = palette.Find("#" + id);
        Assert.Equal("true", option.GetAttribute("aria-selected"));
        return option.GetAttribute("href");
    }

    [Fact]
    public async Task It_offers_the_pages_this_person_may_open()
    {
        var palette = await OpenAsync();
        Assert.Contains("Audit log", palette.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Members", palette.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_asked_for_once_after_typing_and_come_before_pages()
    {
        var palette = await OpenAsync();
        palette.Find("input").Input("r");
        palette.Find("input").Input("ro");
        Clock.Advance(TimeSpan.FromMilliseconds(150));
        palette.WaitForAssertion(() => Assert.Equal("/samples/SMP-000001", Active(palette)));
        Assert.Equal(["ro"], asked);
        Assert.Equal("Ro", palette.Find("mark").TextContent);
    }

    [Fact]
    public async Task Arrows_move_round_and_Enter_opens()
    {
        var palette = await OpenAsync();
        palette.Find("input").Input("o");
        Assert.Equal("/", Active(palette));
        palette.Find("input").KeyDown("ArrowUp");
        var last = Active(palette);
        Assert.NotEqual("/", last);
        palette.Find("input").KeyDown("ArrowDown");
        palette.Find("input").KeyDown("ArrowUp");
        palette.Find("input").KeyDown("Enter");
        var navigation = Services.GetRequiredService<NavigationManager>();
        palette.WaitForAssertion(() => Assert.EndsWith(last!, navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Escape_empties_and_closes_it()
    {
        var palette = await OpenAsync();
        palette.Find("input").KeyDown("Escape");
        Assert.Empty(palette.FindAll("input"));
        Assert.Single(JSInterop.Invocations["flaskTrack.closeDialog"]);
    }
}
