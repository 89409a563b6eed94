using FlaskTrack.Core.Platform.Data;

using Microsoft.Data.Sqlite;

using Npgsql;

namespace FlaskTrack.Tests.Support;

/// <summary>A database for one test: a copy of one made once from the model. SQLite, or the server that <c>FLASKTRACK_TEST_POSTGRES</c> or
/// <c>FLASKTRACK_TEST_SQLSERVER</c> names in a connection string.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("FLASKTRACK_TEST_POSTGRES");
    private static readonly string? SqlServer = Environment.GetEnvironmentVariable("FLASKTRACK_TEST_SQLSERVER");
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1, 1);
    private readonly Func<Task> drop;

    private TestDatabase(DatabaseOptions options, Func<Task> drop)
    {
        Options = options;
        this.drop = drop;
    }

    public DatabaseOptions Options { get; }

    public static DatabaseProvider Provider { get; } = Postgres is not null ? DatabaseProvider.PostgreSql : SqlServer is not null ? DatabaseProvider.SqlServer : DatabaseProvider.Sqlite;

    public static Task<TestDatabase> CreateAsync() => Provider switch
    {
        DatabaseProvider.PostgreSql => CopyOnPostgresAsync(),
        DatabaseProvider.SqlServer => CreateOnSqlServerAsync(),
        _ => CopySqliteAsync(),
    };

    public async ValueTask DisposeAsync() => await drop();

    private static async Task<TestDatabase> CopySqliteAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flasktrack-test-{Guid.NewGuid():n}.db");
        File.Copy(await Template.Value, file);
        var options = Sqlite(file);
        return new TestDatabase(options, () =>
        {
            using (var connection = new SqliteConnection(options.ConnectionString)) SqliteConnection.ClearPool(connection);
            foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CopyOnPostgresAsync()
    {
        var template = await Template.Value;
        var name = $"ft_{Guid.NewGuid():n}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await PostgresAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        }
        finally
        {
            OneCopyAtATime.Release();
        }

        var options = OnPostgres(name);
        return new TestDatabase(options, async () =>
        {
            await using (var connection = new NpgsqlConnection(options.ConnectionString)) NpgsqlConnection.ClearPool(connection);
            await PostgresAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        });
    }

    private static async Task<TestDatabase> CreateOnSqlServerAsync()
    {
        var options = new DatabaseOptions(DatabaseProvider.SqlServer, $"{SqlServer};Database=ft_{Guid.NewGuid():n}");
        var factory = new DatabaseFactory(options);
        await DatabaseSetup.CreateAsync(factory, default);
        return new TestDatabase(options, async () =>
        {
            await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
            await context.Database.EnsureDeletedAsync();
        });
    }

    private static async Task<string> MakeTemplateAsync()
    {
        if (Provider == DatabaseProvider.PostgreSql)
        {
            var name = $"ft_template_{Guid.NewGuid():n}";
            var there = OnPostgres(name);
            await DatabaseSetup.CreateAsync(new DatabaseFactory(there), default);
            await using var connection = new NpgsqlConnection(there.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            return name;
        }

        var file = Path.Combine(Path.GetTempPath(), $"flasktrack-template-{Guid.NewGuid():n}.db");
        await DatabaseSetup.CreateAsync(new DatabaseFactory(Sqlite(file)), default);
        SqliteConnection.ClearAllPools();
        return file;
    }

    private static DatabaseOptions Sqlite(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static DatabaseOptions OnPostgres(string name) =>
        new(DatabaseProvider.PostgreSql, new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 20 }.ConnectionString);

    private static async Task PostgresAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
