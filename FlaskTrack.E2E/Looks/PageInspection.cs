using Microsoft.Playwright;

namespace FlaskTrack.E2E.Looks;

/// <summary>What is wrong with the page that is open, each fault in one line.</summary>
internal static class PageInspection
{
    /// <summary>Controls that a finger would miss: less than 44 px in either direction. Links within a sentence and rows of a table may be as high as their line.</summary>
    private const string SmallTargets = """
        () => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(e => {
          if (e.closest('.sr, .skip, [hidden], [popover]:not(:popover-open), dialog:not([open])') || e.type === 'hidden') return false;
          if (getComputedStyle(e).display === 'inline' || e.closest('svg')) return false;
          const r = (e.closest('label, .inp') || e).getBoundingClientRect();
          return r.width > 0 && (r.height < 43.5 || r.width < 43.5);
        }).map(e => `${e.tagName.toLowerCase()}.${e.className} "${(e.ariaLabel || e.innerText || e.name || '').trim().slice(0, 24)}"`)
        """;

    /// <summary>All rules of axe-core.</summary>
    public static Task<IReadOnlyList<string>> RulesAsync(IPage page) => AxeRules.BrokenAsync(page);

    /// <summary>The rules that colours decide, for a page whose other rules were looked at in the other theme.</summary>
    public static Task<IReadOnlyList<string>> ColoursAsync(IPage page) => AxeRules.BrokenAsync(page, "color-contrast", "link-in-text-block");

    /// <summary>A page never moves sideways; what is wider scrolls inside its own frame.</summary>
    public static async Task<IEnumerable<string>> WidthAsync(IPage page)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        return over > 0 ? [$"{over} px wider than the screen"] : [];
    }

    public static async Task<IEnumerable<string>> TargetsAsync(IPage page)
    {
        var small = await page.EvaluateAsync<string[]>(SmallTargets);
        return small.Length == 0 ? [] : [$"too small for a finger: {string.Join(", ", small.Distinct().Take(8))}"];
    }
}
