using System.Data.Common;

using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Makes the context of one operation.</summary>
internal sealed class DatabaseFactory
{
    /// <summary>Identity's context asks here, and only here, which version of its tables to make; passkeys came with the third.</summary>
    private static readonly ServiceProvider ModelServices = new ServiceCollection()
        .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    private readonly DbContextOptions options;

    public DatabaseFactory(DatabaseOptions database)
    {
        Database = database;
        options = Configure(new DbContextOptionsBuilder(), database).Options;
    }

    public DatabaseOptions Database { get; }

    public FlaskTrackDbContext Create(DatabaseScope scope) => Create(Database.Provider, options, scope);

    public static FlaskTrackDbContext Create(DatabaseProvider provider, DbContextOptions options, DatabaseScope scope) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteFlaskTrackDbContext(options, scope),
        DatabaseProvider.PostgreSql => new PostgreSqlFlaskTrackDbContext(options, scope),
        DatabaseProvider.SqlServer => new SqlServerFlaskTrackDbContext(options, scope),
        _ => throw new InvalidOperationException($"Database provider {provider} is not known."),
    };

    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder builder, DatabaseOptions database)
    {
        _ = database.Provider switch
        {
            DatabaseProvider.Sqlite => builder.UseSqlite(database.ConnectionString).AddInterceptors(new SqliteDurability()),
            DatabaseProvider.PostgreSql => builder.UseNpgsql(database.ConnectionString),
            DatabaseProvider.SqlServer => builder.UseSqlServer(database.ConnectionString),
            _ => throw new InvalidOperationException($"Database provider {database.Provider} is not known."),
        };
        return builder.UseApplicationServiceProvider(ModelServices).ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
    }
}

/// <summary>Write-ahead log with full synchronization: what was acknowledged survives a power cut.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }
}
