using System.Globalization;
using System.Security.Claims;

using Bunit;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Shared;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.People;

/// <summary>A page over the real runner and database, opened by a member of a role.</summary>
public abstract class PeoplePage : BunitContext, IAsyncLifetime
{
    protected TestLab Lab { get; private set; } = default!;

    protected TestOrganization Plant { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        Lab = await TestLab.OpenAsync();
        Plant = await Lab.OrganizationAsync("plant");
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Lab.DisposeAsync();
    }

    /// <summary>Opens the page at the address and waits until it shows the text.</summary>
    protected IRenderedComponent<TPage> Open<TPage>(Role role, string address, string text, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Lab.Clock);
        Services.AddSingleton(RunnerOf(role));
        Services.AddScoped<Toasts>();
        Services.AddScoped<Shell>();
        Services.AddScoped<PageAccess>();
        Services.AddAuthorizationCore();
        Services.AddTransient<IAuthorizationService, DefaultAuthorizationService>();
        Services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        Services.AddScoped<IAuthorizationHandler, HoldsPermissionHandler>();
        Services.AddSingleton<AuthenticationStateProvider, SomebodySignedIn>();
        Services.AddCascadingAuthenticationState();
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var page = Render<TPage>(parameters ?? (_ => { }));
        page.WaitForAssertion(() => Assert.Contains(text, page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        return page;
    }

    /// <summary>Words of every button and link that is shown.</summary>
    protected static List<string> Acts<TPage>(IRenderedComponent<TPage> page)
        where TPage : IComponent => [.. page.FindAll("button, a").Select(Said)];

    /// <summary>The words of a button without its glyph.</summary>
    protected static string Said(AngleSharp.Dom.IElement act) => act.TextContent.Trim().TrimStart([.. act.TextContent.Where(letter => char.GetUnicodeCategory(letter) == UnicodeCategory.PrivateUse)]);

    /// <summary>The real runner with a caller of the role.</summary>
    protected virtual IOperationRunner RunnerOf(Role role) => new PageRunner(Plant, role);

    private sealed class PageRunner(TestOrganization organization, Role role) : IOperationRunner
    {
        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => organization.RunAsync(role, operation);

        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => organization.Lab.RunAsync(organization.As(role) with { Once = once }, operation, ct);
    }

    private sealed class SomebodySignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity("test"))));
    }
}
