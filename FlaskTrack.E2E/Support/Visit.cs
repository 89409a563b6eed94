using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E.Support;

/// <summary>One person's browser.</summary>
public sealed class Visit(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public ILocator Heading => page.Locator("h1");

    public async Task SignInAsync(string email, string password = AppServer.Password)
    {
        await page.GotoAsync("/sign-in");
        await GivePasswordAsync(email, password);
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Fills in the sign-in page that is open and sends it.</summary>
    public async Task GivePasswordAsync(string email, string password)
    {
        await page.GetByLabel("E-mail or user name").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Fills in the one code that the open page asks for.</summary>
    public async Task GiveCodeAsync(string code, string button)
    {
        await page.Locator("#code").FillAsync(code);
        await Button(button).ClickAsync();
    }

    /// <summary>Signs out by the menu and arrives at the sign-in page, which says so.</summary>
    public async Task SignOutAsync()
    {
        await OpenAsync("/samples");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out.")).ToBeVisibleAsync();
        await Expect(Heading).ToHaveTextAsync("Sign in");
    }

    /// <summary>Follows an invitation and sends the form for a new account.</summary>
    public async Task RegisterAsync(string link, Person person)
    {
        await page.GotoAsync(link);
        await FillAccountAsync(person);
        await Button("Make an account and accept").ClickAsync();
    }

    public async Task FillAccountAsync(Person person)
    {
        await page.Locator("#full_name").FillAsync(person.FullName);
        await page.Locator("#user_name").FillAsync(person.UserName);
        await page.Locator("#password").FillAsync(person.Password);
    }

    /// <summary>Who is signed in and as what, as the account menu says.</summary>
    public ILocator Account => page.Locator("#account .head");

    /// <summary>Opens a page and waits until it is interactive.</summary>
    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Code of the first sample in the list.</summary>
    public async Task<string> FirstCodeAsync()
    {
        await OpenAsync("/samples");
        return (await page.Locator("table a.code").First.InnerTextAsync()).Trim();
    }

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
