using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Samples.Import;

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlaskTrack.Core.Platform;

/// <summary>Registers what proves: keys, checkpoints, the watch over the chains, and packets. A host that keeps its data elsewhere than beside the
/// SQLite file registers its own <see cref="SigningKeyOptions"/>, <see cref="EvidenceOptions"/> or <see cref="CheckpointOptions"/> first.</summary>
internal static class EvidenceKeeping
{
    public static void AddEvidenceKeeping(this IServiceCollection services, DatabaseOptions database)
    {
        var folder = DataFolder(database);
        services.TryAddSingleton(new SigningKeyOptions { Folder = Path.Combine(folder, "keys") });
        services.TryAddSingleton(new EvidenceOptions { Folder = Path.Combine(folder, "evidence") });
        services.TryAddSingleton(new CheckpointOptions());
        services.AddSingleton(provider => new SigningKeys(provider.GetRequiredService<SigningKeyOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CheckpointService>();
        services.AddSingleton<ChainWatch>();
        services.AddSingleton<ReviewWatch>();
        services.AddSingleton<PacketQueue>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<SampleImporter>();
        services.AddSingleton<PacketFiles>();
        services.AddSingleton<EvidenceBuilder>();
        services.AddSingleton(provider => new InstallationWork(provider.GetRequiredService<EvidenceBuilder>(), provider.GetRequiredService<SampleImporter>(), provider.GetRequiredService<CheckpointService>(), provider.GetRequiredService<ChainWatch>(), provider.GetRequiredService<ReviewWatch>(), provider.GetRequiredService<DigestWork>()));
        services.AddSingleton(provider => new InstallationTools(provider));
        services.AddSingleton(provider => new InstallationBackup(database, provider.GetRequiredService<SigningKeyOptions>(), provider.GetRequiredService<EvidenceOptions>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static string DataFolder(DatabaseOptions database)
    {
        if (database.Provider != DatabaseProvider.Sqlite) return "data";
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        return Path.GetDirectoryName(Path.GetFullPath(file)) ?? "data";
    }
}
