using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Web.Hosting;

/// <summary>Reads where the data is kept: <c>Database:Provider</c> and <c>ConnectionStrings:FlaskTrack</c>, else a SQLite file in the data folder.</summary>
public static class DatabaseSettings
{
    /// <exception cref="InvalidOperationException">The provider is unknown, or a server database has no connection string.</exception>
    public static DatabaseOptions Read(IConfiguration configuration)
    {
        var word = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(word, ignoreCase: true, out var provider))
            throw new InvalidOperationException($"Database:Provider is '{word}'; it may be Sqlite, PostgreSql or SqlServer.");

        var connection = configuration.GetConnectionString("FlaskTrack");
        if (provider != DatabaseProvider.Sqlite)
            return new DatabaseOptions(provider, connection ?? throw new InvalidOperationException($"ConnectionStrings:FlaskTrack is missing; {provider} needs it."));
        return new DatabaseOptions(provider, connection ?? $"Data Source={Path.Combine(DataFolder(configuration), "flasktrack.db")}");
    }

    /// <summary>The folder for database file, keys and packets; made at first use, readable by the service alone.</summary>
    public static string DataFolder(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["Data:Folder"] ?? "data");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
