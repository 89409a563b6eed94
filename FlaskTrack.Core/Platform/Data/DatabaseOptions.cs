namespace FlaskTrack.Core.Platform.Data;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Where the data is kept.</summary>
/// <param name="ConnectionString">For SQLite <c>Data Source=FILE</c>.</param>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString);
