using FlaskTrack.Core.Platform.Data;

using Microsoft.Data.Sqlite;

namespace FlaskTrack.Tests.Support;

/// <summary>A database for one test class: a copy of a SQLite file made once from the model, or a fresh database on the server that
/// <c>FLASKTRACK_TEST_POSTGRES</c> or <c>FLASKTRACK_TEST_SQLSERVER</c> names.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly string? file;

    private TestDatabase(DatabaseOptions options, string? file)
    {
        Options = options;
        this.file = file;
    }

    public DatabaseOptions Options { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flasktrack-test-{Guid.NewGuid():n}.db");
        File.Copy(await Template.Value, file);
        return new TestDatabase(Sqlite(file), file);
    }

    public ValueTask DisposeAsync()
    {
        if (file is null) return ValueTask.CompletedTask;
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
        return ValueTask.CompletedTask;
    }

    private static DatabaseOptions Sqlite(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flasktrack-template-{Guid.NewGuid():n}.db");
        await DatabaseSetup.CreateAsync(new DatabaseFactory(Sqlite(file)), default);
        SqliteConnection.ClearAllPools();
        return file;
    }
}
