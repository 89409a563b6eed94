using FlaskTrack.Core.Platform.Data;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FlaskTrack.Tests.Platform.Data;

/// <summary>The migrations of all three databases say what the model says.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task No_change_of_the_model_lacks_its_migration(DatabaseProvider provider)
    {
        await using var context = DesignTime.Create(provider);

        Assert.False(context.Database.HasPendingModelChanges(), "Run ./migrations NAME.");
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task The_whole_schema_can_be_written_as_a_script(DatabaseProvider provider)
    {
        await using var context = DesignTime.Create(provider);

        var script = context.GetService<IMigrator>().GenerateScript();

        foreach (var entity in context.Model.GetEntityTypes()) Assert.Contains(entity.GetTableName()!, script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_an_empty_file_gives_the_tables_of_the_model_and_twice_changes_nothing()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flasktrack-migrate-{Guid.NewGuid():n}.db");
        var options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
        try
        {
            var factory = new DatabaseFactory(options);
            await DatabaseSetup.MigrateAsync(factory, default);
            await DatabaseSetup.MigrateAsync(factory, default);

            await using var connection = new SqliteConnection(options.ConnectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
            var tables = new List<string>();
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
            }

            Assert.Empty(ModelConventions.EntityTypes.Select(ModelConventions.TableName).Except(tables));
        }
        finally
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
        }
    }
}
