using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Web.Hosting;

/// <summary>What proves, as this host keeps it: signing keys and packets in the data folder, the worker that builds, signs and verifies, and the page of public keys.</summary>
public static class InstallationServices
{
    public const string KeysPath = "/.well-known/flasktrack-keys.json";

    /// <summary>Says where keys, packets and checkpoints are kept. Call it before the core is added; settings: <c>Signing:CertificatePath</c> with
    /// <c>Signing:CertificatePassword</c> for a key of one's own, <c>Checkpoints:PublishFolder</c>.</summary>
    public static IServiceCollection AddInstallationKeeping(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = DatabaseSettings.DataFolder(configuration);
        // Beside "keys", where the cookies' keys are: those come and go, these stay as long as any evidence.
        services.AddSingleton(new SigningKeyOptions
        {
            Folder = Path.Combine(folder, "signing-keys"),
            CertificatePath = configuration["Signing:CertificatePath"],
            CertificatePassword = configuration["Signing:CertificatePassword"],
        });
        services.AddSingleton(new EvidenceOptions { Folder = Path.Combine(folder, "evidence") });
        services.AddSingleton(new CheckpointOptions(configuration["Checkpoints:PublishFolder"]));
        services.AddHostedService<InstallationWorker>();
        return services;
    }

    /// <summary>The public halves of all signing keys, for whoever checks a packet against them.</summary>
    public static WebApplication MapSigningKeys(this WebApplication app)
    {
        app.MapGet(KeysPath, (SigningKeys keys) => Results.Bytes(keys.ToPublicJson(), "application/json")).AllowAnonymous().ExcludeFromDescription();
        return app;
    }
}
