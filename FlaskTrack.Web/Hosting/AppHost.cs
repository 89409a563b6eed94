using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Import;
using FlaskTrack.Web.Components.Pages.Members;
using FlaskTrack.Web.Components.Pages.Samples;
using FlaskTrack.Web.Api;

using Microsoft.AspNetCore.Authorization;

namespace FlaskTrack.Web.Hosting;

/// <summary>Puts the application together; Program and every verb of the command line use the same one.</summary>
public static class AppHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddInstallationKeeping(builder.Configuration);
        builder.Services.AddFlaskTrackCore(DatabaseSettings.Read(builder.Configuration));
        builder.Services.AddAccess();
        builder.Services.AddUserInterface();
        builder.Services.AddFlaskTrackAccountsWeb(builder.Configuration);
        builder.Services.AddApi();
        PageFaults.Wrap(builder.Services);
        var app = builder.Build();
        app.UseAccountGuards();
        app.UseAccounts();
        app.MapGet("/health/live", () => "ok").AllowAnonymous();
        app.MapGet("/health/ready", async (Installation installation, CancellationToken ct) => await installation.IsReadyAsync(ct) ? Results.Ok("ok") : Results.StatusCode(503)).AllowAnonymous();
        app.MapSigningKeys();
        app.MapUserInterface();
        app.MapAccountEndpoints();
        app.MapEvidenceEndpoints();
        app.MapSampleExport();
        app.MapMemberExport();
        app.MapImportFiles();
        app.MapApi();
        return app;
    }

    /// <summary>What must be true before the first page: the database has this version's model.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<Installation>().MigrateAsync(default);
    }

    private static void AddAccess(this IServiceCollection services)
    {
        services.AddScoped<PageAccess>();
        services.AddScoped<FlaskTrack.Web.Components.Layout.IShellSource, OrganizationShell>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<NoticeWatch>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddScoped<IAuthorizationHandler, HoldsPermissionHandler>();
        services.AddAuthorization();
        services.AddHostedService<PeriodicWork>();
    }
}
