using System.Data.Common;
using System.Runtime.CompilerServices;

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

    /// <summary>A context on a SQLite connection that somebody else opens, lends and closes.</summary>
    public static FlaskTrackDbContext CreateOn(SqliteConnection connection, DatabaseScope scope) =>
        new SqliteFlaskTrackDbContext(Complete(new DbContextOptionsBuilder().UseSqlite(connection).AddInterceptors(new SqliteDurability())).Options, scope);

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
        return Complete(builder);
    }

    private static DbContextOptionsBuilder Complete(DbContextOptionsBuilder builder) =>
        builder.UseApplicationServiceProvider(ModelServices).ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
}

/// <summary>Write-ahead log with full synchronization: what was acknowledged survives a power cut.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=1000";

    /// <summary>Seconds to wait for a file that another program has locked, before saying so. The library's own 30 are longer than anybody waits for a page.</summary>
    private const int Patience = 10;

    private static readonly ConditionalWeakTable<SQLitePCL.sqlite3, string> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    /// <summary>The settings stay with the library's connection while it waits in the pool, so each is told them once.</summary>
    private static void Apply(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite.DefaultTimeout = Math.Min(sqlite.DefaultTimeout, Patience);
        if (sqlite.Handle is not { } handle || Told.TryGetValue(handle, out _)) return;
        using var command = sqlite.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        Told.Add(handle, Settings);
    }
}
