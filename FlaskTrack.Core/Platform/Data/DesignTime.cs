using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Lets the migration tool make each provider's context; it opens no database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteFlaskTrackDbContext>
{
    public SqliteFlaskTrackDbContext CreateDbContext(string[] args) => (SqliteFlaskTrackDbContext)DesignTime.Create(DatabaseProvider.Sqlite);
}

internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlFlaskTrackDbContext>
{
    public PostgreSqlFlaskTrackDbContext CreateDbContext(string[] args) => (PostgreSqlFlaskTrackDbContext)DesignTime.Create(DatabaseProvider.PostgreSql);
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerFlaskTrackDbContext>
{
    public SqlServerFlaskTrackDbContext CreateDbContext(string[] args) => (SqlServerFlaskTrackDbContext)DesignTime.Create(DatabaseProvider.SqlServer);
}

internal static class DesignTime
{
    public static FlaskTrackDbContext Create(DatabaseProvider provider)
    {
        var nowhere = provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Host=localhost;Database=none";
        if (provider == DatabaseProvider.SqlServer) nowhere = "Server=localhost;Database=none";
        return DatabaseFactory.Create(provider, DatabaseFactory.Configure(new DbContextOptionsBuilder(), new DatabaseOptions(provider, nowhere)).Options, new DatabaseScope(TimeProvider.System));
    }
}
