using Microsoft.Playwright;

namespace FlaskTrack.E2E.Support;

/// <summary>Hands that have a keyboard and no pointer. At each step the place of the focus must be visible on the screen.</summary>
public sealed class Keys(IPage page)
{
    private const int Most = 150;

    /// <summary>Says what is wrong with the place of the focus: nothing has it, it is off the screen, or nothing shows it.</summary>
    private const string Fault = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return "nothing has the focus";
          const name = `${e.tagName.toLowerCase()}.${e.className} "${(e.ariaLabel || e.innerText || e.id || '').trim().slice(0, 30)}"`;
          const r = e.getBoundingClientRect();
          if (r.bottom < 0 || r.right < 0 || r.top > innerHeight || r.left > innerWidth) return `${name} is off the screen`;
          const shows = x => { const s = getComputedStyle(x); return s.boxShadow !== "none" || (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0); };
          const frame = e.closest(".inp, .pq, tr, .menu, .si, label") ?? e;
          return shows(e) || shows(frame) || [...e.children].some(shows) ? null : `nothing shows that ${name} has the focus`;
        }
        """;

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes on with the tab key until the element has the focus.</summary>
    public async Task TabToAsync(ILocator target)
    {
        await target.WaitForAsync();
        for (var presses = 0; presses < Most; presses++)
        {
            if (await HasFocusAsync(target)) return;
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Fault) is { } fault && !fault.StartsWith("nothing has", StringComparison.Ordinal)) throw new InvalidOperationException($"{page.Url}: {fault}");
        }

        throw new InvalidOperationException($"{page.Url}: {Most} presses of the tab key did not reach {target}.");
    }

    /// <summary>Goes through an open menu with the arrow key.</summary>
    public async Task ArrowToAsync(ILocator target)
    {
        await target.WaitForAsync();
        for (var presses = 0; presses < Most; presses++)
        {
            if (await HasFocusAsync(target)) return;
            await page.Keyboard.PressAsync("ArrowDown");
        }

        throw new InvalidOperationException($"{page.Url}: the arrow key did not reach {target}.");
    }

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAsync<bool>("e => e === document.activeElement");
}
