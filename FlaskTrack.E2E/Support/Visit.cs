using Microsoft.Playwright;

namespace FlaskTrack.E2E.Support;

/// <summary>One person's browser.</summary>
public sealed class Visit(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public ILocator Heading => page.Locator("h1");

    public async Task SignInAsync(string email, string password = AppServer.Password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail or user name").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Opens a page and waits until it is interactive.</summary>
    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
