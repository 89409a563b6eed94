using System.Collections.Concurrent;

using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

namespace FlaskTrack.E2E.Looks;

/// <summary>Opens every page, wide and narrow, light and dark, and looks for what keeps people from using it. With FLASKTRACK_SCREENS set to a folder each page is
/// pictured there as well.</summary>
[Collection(JourneyCollection.Name)]
[Trait("assurance", "NAV-4")]
public sealed class PageLooks(Journeys journeys, BareServer bare) : IClassFixture<BareServer>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FLASKTRACK_SCREENS");

    [Fact]
    public void Every_page_has_an_example() =>
        Assert.Equal(RoutedPages.All, PageExamples.All.Select(example => example.Route).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task What_nobody_can_read_or_name_is_found()
    {
        await using var visit = await journeys.VisitAsync();
        await visit.Page.SetContentAsync("<html lang=en><title>Faint</title><main><h1>Faint</h1><p style='color:#ccc;background:#fff'>Hardly there</p><input type=text></main>");

        Assert.Collection((await PageInspection.RulesAsync(visit.Page)).Order(StringComparer.Ordinal), fault => Assert.StartsWith("critical label at <input", fault, StringComparison.Ordinal), fault => Assert.StartsWith("serious color-contrast at <p", fault, StringComparison.Ordinal));
        Assert.StartsWith("serious color-contrast", Assert.Single(await PageInspection.ColoursAsync(visit.Page)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Every_page_can_be_read_and_used(int width)
    {
        var data = await LooksData.OfAsync(journeys);
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(PageExamples.All.GroupBy(example => (example.Role, example.IsBare)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (visitor, _) =>
        {
            await using var visit = await journeys.VisitAsync(visitor.Key.IsBare ? bare.Address : null, Screen(width));
            await (visitor.Key.Role switch
            {
                null => Task.CompletedTask,
                LooksData.HalfSignedIn => AskAsync(visit, data.Guarded),
                LooksData.Enrolling => visit.SignInAsync(data.Beginner.Email, data.Beginner.Password),
                var role => visit.SignInAsync($"{role}@plant.example"),
            });
            foreach (var example in visitor)
            {
                foreach (var fault in await LookAsync(visit, example, data, width)) faults.Add($"{example.Name}: {fault}");
            }
        });

        Assert.True(faults.IsEmpty, $"{faults.Count} faults at {width} px:\n{string.Join('\n', faults.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_on_a_small_phone_and_all_is_large_enough_for_a_finger()
    {
        var data = await LooksData.OfAsync(journeys);
        await using var visit = await journeys.VisitAsync(screen: Screen(375));
        await visit.SignInAsync("scientist@plant.example");
        var faults = new List<string>();
        foreach (var example in PageExamples.All.Where(example => example.Role == "scientist" && example.LeadsTo is null))
        {
            await visit.Page.GotoAsync(data.Fill(example.Path));
            if (!example.IsPlain && !await BecomesInteractiveAsync(visit.Page)) faults.Add($"{example.Name}: never became interactive");
            await visit.Page.Locator("[aria-busy=true]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            faults.AddRange((await PageInspection.WidthAsync(visit.Page)).Concat(await PageInspection.TargetsAsync(visit.Page)).Select(fault => $"{example.Name}: {fault}"));
        }

        Assert.Empty(faults);
    }

    private static BrowserNewContextOptions Screen(int width) => new()
    {
        ViewportSize = new ViewportSize { Width = width, Height = width > 640 ? 900 : 844 },
        HasTouch = width <= 640,
        IsMobile = width <= 640,
        ColorScheme = ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
    };

    private static async Task AskAsync(Visit visit, Person person)
    {
        await visit.Page.GotoAsync("/sign-in");
        await visit.GivePasswordAsync(person.Email, person.Password);
        await visit.Page.WaitForURLAsync("**/sign-in/two-factor**");
    }

    private static async Task<IReadOnlyList<string>> LookAsync(Visit visit, PageExample example, LooksData data, int width)
    {
        var page = await visit.Page.Context.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add($"script: {fault}");
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !(example.Status != 200 && line.Text.Contains($"{example.Status}", StringComparison.Ordinal))) faults.Add($"console: {line.Text}");
        };
        var answer = await page.GotoAsync(data.Fill(example.Path));
        if (answer!.Status != example.Status) faults.Add($"answered {answer.Status}");
        if (!example.IsPlain && !await BecomesInteractiveAsync(page))
        {
            faults.Add($"never became interactive at {page.Url}; it shows: {(await page.Locator("body").InnerTextAsync()).ReplaceLineEndings(" ")}");
            return faults;
        }

        await page.Locator("[aria-busy=true]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var end = example.LeadsTo ?? data.Fill(example.Path).Split('?')[0];
        if (example.LeadsTo is not null) await page.WaitForURLAsync($"**{end}");
        if (new Uri(page.Url).AbsolutePath != end) faults.Add($"went on to {page.Url}");
        faults.AddRange(await PageInspection.RulesAsync(page));
        faults.AddRange(await PageInspection.WidthAsync(page));
        if (width <= 640) faults.AddRange(await PageInspection.TargetsAsync(page));
        await PictureAsync(page, $"{example.Name}-{width}-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        faults.AddRange((await PageInspection.ColoursAsync(page)).Select(fault => $"dark: {fault}"));
        await PictureAsync(page, $"{example.Name}-{width}-dark");
        await page.CloseAsync();
        return faults;
    }

    private static async Task<bool> BecomesInteractiveAsync(IPage page)
    {
        try
        {
            await page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 90_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Task PictureAsync(IPage page, string name) =>
        Pictures is null ? Task.CompletedTask : page.ScreenshotAsync(new() { Path = Path.Combine(AppServer.Repository, Pictures, $"{name}.png") });
}
