using System.Net;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlaskTrack.Web.Hosting;

/// <summary>The web's ways in: cookies, tokens, circuits, and the pages and endpoints of accounts.</summary>
public static class Accounts
{
    /// <summary>Adds accounts with their doors. Call it after <see cref="UserInterface.AddUserInterface"/>; settings: <c>PublicAddress</c>,
    /// <c>AllowedOrigins</c>, <c>ForwardedHeaders:KnownProxies</c>, <c>Data:Folder</c> for the keys of cookies, those of <see cref="MailSettings"/>, <c>SignIn:PerAddressAndMinute</c>.</summary>
    public static IServiceCollection AddFlaskTrackAccountsWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new DemoMode(DemoHost.IsOn(configuration)));
        services.AddFlaskTrackAccounts();
        AddSchemes(services);
        AddCircuits(services);
        CircuitLimits.AddTo(services, configuration);
        AddPasskeys(services);
        services.AddRateLimiter(options => SignInLimits.Configure(options, configuration));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "ft-forgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, configuration));
        var protection = services.AddDataProtection().SetApplicationName("FlaskTrack");
        protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(DatabaseSettings.DataFolder(configuration), "keys")));
        services.Replace(ServiceDescriptor.Singleton(provider => LinkAddress.Public(configuration, provider.GetService<IServer>())));
        services.Replace(ServiceDescriptor.Singleton(MailSettings.Read(configuration)));
        services.AddSingleton<ISecretSeal, ProtectedSeal>();
        AddWorkers(services);
        return services;
    }

    /// <summary>Puts what every request passes first into the pipeline: before static files, exception pages and all else.</summary>
    public static WebApplication UseAccountGuards(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<OriginGuard>();
        return app;
    }

    /// <summary>Who is it, may they see the page, do they try too often. After <see cref="UseAccountGuards"/>, before antiforgery and endpoints.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        return app;
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<SessionCookie>();
        services.AddSingleton<ShortCookie>();
        services.AddSingleton<OutboxAccess>();
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = context => Visitors.IsApi(context) ? Schemes.Bearer : Schemes.Cookie)
            .AddCookie(Schemes.Cookie, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null);
        services.AddAuthorization();
    }

    private static void AddCircuits(IServiceCollection services)
    {
        services.AddScoped<CircuitSession>();
        services.AddScoped<ICallerSource, WebCallerSource>();
        services.AddSingleton<SessionWatch>();
        services.AddScoped<AuthenticationStateProvider, SessionStateProvider>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<CircuitOwners>();
        services.Configure<HubOptions>(options => options.AddFilter<CircuitOwners>());
    }

    private static void AddPasskeys(IServiceCollection services)
    {
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.UserVerificationRequirement = "required"; // a passkey alone signs in, so it must be two factors
            options.ResidentKeyRequirement = "required";
        });
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<PasskeyDoor>();
    }

    private static void AddWorkers(IServiceCollection services)
    {
        services.AddSingleton<RecoveryQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<RecoveryQueue>());
        services.AddHostedService<MailSender>();
    }

    /// <summary>Nobody but the configured proxies is believed about addresses and schemes.</summary>
    private static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? []) options.KnownProxies.Add(IPAddress.Parse(proxy));
        options.ForwardedHeaders = options.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
    }
}
