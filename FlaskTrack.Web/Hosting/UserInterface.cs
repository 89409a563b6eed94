using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;
using FlaskTrack.Web.Components;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Shared;
using Radzen;

namespace FlaskTrack.Web.Hosting;

/// <summary>Razor components, the component library, assets and error pages. Call <see cref="MapUserInterface"/> after authentication and authorization.</summary>
public static class UserInterface
{
    private const string OneYear = "public,max-age=31536000,immutable";

    public static IServiceCollection AddUserInterface(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.MaximumReceiveMessageSize = CircuitLimits.LargestMessage);
        services.AddRadzenComponents();
        services.AddResponseCompression(Files);
        services.AddSingleton<AssetVersions>();
        services.AddScoped<Toasts>();
        services.AddScoped<Shell>();
        services.TryAddScoped<IShellSource, BareShell>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    public static WebApplication MapUserInterface(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(PagesOnlyForBrowsers);
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Cache });
        app.UseAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    // A missing API resource keeps its own answer; only what a browser shows gets the page.
    private static Task PagesOnlyForBrowsers(HttpContext context, RequestDelegate next)
    {
        if (!WantsPage(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }

    private static bool WantsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // Only files: a compressed page that repeats what was asked could give away its secrets by its length.
    private static void Files(ResponseCompressionOptions options) =>
        (options.EnableForHttps, options.MimeTypes) = (true, ["text/css", "text/javascript", "image/svg+xml"]);

    // A versioned address changes with the bytes, so it may be kept for ever; others are asked again.
    private static void Cache(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v") ? OneYear : "public,max-age=3600";
}
