using Bunit;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlaskTrack.Tests.Web;

/// <summary>A page without a server: the services that shared components ask for, a clock that stands still, scripts that answer nothing.</summary>
public abstract class KitContext : BunitContext
{
    protected KitContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<Toasts>();
        Services.AddScoped<Shell>();
        Services.AddScoped<IShellSource, QuietSource>();
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 12, 8, 24, 0, TimeSpan.Zero));

    private sealed class QuietSource : IShellSource
    {
        public Task FillAsync(Shell shell, CancellationToken ct) => Task.CompletedTask;
    }
}
