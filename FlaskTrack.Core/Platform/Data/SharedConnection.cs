using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>The one connection on which operations write. It is open only while a shared transaction is, so that a file that was locked, full or replaced is met anew.</summary>
internal sealed class SharedConnection(DatabaseFactory factory) : IDisposable
{
    private readonly Lazy<(FlaskTrackDbContext Owner, KeptConnection Connection)> line = new(() =>
    {
        var connection = new KeptConnection(factory.Database.ConnectionString);
        return (DatabaseFactory.CreateOn(connection, new DatabaseScope(TimeProvider.System)), connection);
    });

    private KeptConnection Connection => line.Value.Connection;

    /// <summary>Has an operation's context work on this connection. It may not touch it before its turn.</summary>
    public void Lend(FlaskTrackDbContext context)
    {
        context.Database.SetDbConnection(Connection);
        // A save that fails ends the operation, whose own savepoint takes everything back.
        context.Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Opens it and takes the file's write lock.</summary>
    public async Task<SqliteTransaction> BeginAsync(CancellationToken ct)
    {
        await line.Value.Owner.Database.OpenConnectionAsync(ct);
        try
        {
            return Connection.BeginTransaction(deferred: false);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    public Task CloseAsync() => line.Value.Owner.Database.CloseConnectionAsync();

    public void Run(string statement, SqliteTransaction transaction)
    {
        using var command = Connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // every caller passes a constant
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (!line.IsValueCreated) return;
        line.Value.Owner.Dispose();
        line.Value.Connection.Dispose();
    }
}
