using System.Collections.Concurrent;
using System.Security.Claims;

using Bunit;

using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Shared;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

using Radzen;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>An open tab: the router with the frame and any page inside, over the real runner and database, as one person.</summary>
internal sealed class UiLab : BunitContext
{
    private readonly Counting runner;
    private IRenderedComponent<Routes>? routes;

    public UiLab(TestLab lab, Caller caller)
    {
        runner = new Counting(lab, caller);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(lab.Clock);
        Services.AddSingleton<IOperationRunner>(runner);
        Services.AddSingleton(new OpenPages(lab.Services.GetRequiredService<AccessBroadcast>()));
        Services.AddSingleton(new NoticeWatch(lab.Services.GetRequiredService<NoticeBroadcast>()));
        Services.AddScoped<Toasts>();
        Services.AddScoped<Shell>();
        Services.AddScoped<PageAccess>();
        Services.AddScoped<CircuitSession>();
        Services.AddScoped<IShellSource, OrganizationShell>();
        Services.AddRadzenComponents();
        Services.AddAuthorizationCore();
        Services.AddTransient<IAuthorizationService, DefaultAuthorizationService>();
        Services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        Services.AddScoped<IAuthorizationHandler, HoldsPermissionHandler>();
        Services.AddSingleton<AuthenticationStateProvider>(new Somebody(caller.UserId is not null));
        Services.AddCascadingAuthenticationState();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Everything that is on screen, with the frame.</summary>
    public string Markup => routes!.Markup;

    public IRenderedComponent<Routes> Routes => routes!;

    /// <summary>Every operation the tab ran, and whether it did so by itself.</summary>
    public IReadOnlyCollection<(string Name, bool Unattended)> Ran => runner.Ran;

    /// <summary>Goes to the address and waits until nothing is being read any more.</summary>
    public IRenderedComponent<Routes> Open(string address)
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        if (routes is not null) navigation.NavigateTo("/not-found"); // nothing of the page before is kept
        navigation.NavigateTo(address);
        routes ??= Render<Routes>(parameters => parameters.Add(page => page.Door, new CircuitDoor(null, null, null, null)));
        Settle();
        return routes;
    }

    /// <summary>Waits until nothing is being read and nothing on screen says that it is. Asks again and again, since what ends without drawing anything (the remembering of a place) tells no one.</summary>
    public void Settle()
    {
        var settled = SpinWait.SpinUntil(() => runner.Running == 0 && routes!.InvokeAsync(Quiet).GetAwaiter().GetResult(), TimeSpan.FromSeconds(20));
        Assert.True(settled, $"The page still reads after 20 s: {string.Join(", ", runner.Names)}\n{Markup}");
    }

    private bool Quiet() => runner.Running == 0 && !Markup.Contains("class=\"late\"", StringComparison.Ordinal);

    private sealed class Counting(TestLab lab, Caller caller) : IOperationRunner
    {
        private readonly ConcurrentQueue<(string Name, bool Unattended)> ran = new();
        private readonly ConcurrentDictionary<object, string> running = new(ReferenceEqualityComparer.Instance);

        public int Running => running.Count;

        public IEnumerable<string> Names => running.Values;

        public IReadOnlyCollection<(string Name, bool Unattended)> Ran => ran;

        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => CountedAsync(caller, operation, ct);

        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => CountedAsync(caller with { Once = once }, operation, ct);

        private async Task<Result<TResult>> CountedAsync<TSelf, TResult>(Caller by, IOperation<TSelf, TResult> operation, CancellationToken ct)
            where TSelf : IOperation<TSelf, TResult>
        {
            var run = new object();
            running[run] = typeof(TSelf).Name;
            ran.Enqueue((typeof(TSelf).Name, Unattended.IsOn));
            try
            {
                return await lab.RunAsync(by, operation, ct);
            }
            finally
            {
                running.TryRemove(run, out _);
            }
        }
    }

    private sealed class Somebody(bool signedIn) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(signedIn ? new ClaimsIdentity("test") : new ClaimsIdentity())));
    }
}
