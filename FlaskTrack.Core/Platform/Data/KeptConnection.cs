using System.Data;

using Microsoft.Data.Sqlite;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>A connection that keeps its statements prepared while it is open: the operations of one shared transaction run the same few statements, and reading a
/// statement's text costs the library more than running it.</summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int Most = 200;
    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new KeptCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    /// <summary>Statements of a closed connection are gone.</summary>
    public override void Close()
    {
        foreach (var command in idle.Values) command.Dispose();
        idle.Clear();
        base.Close();
    }

    /// <summary>Takes the prepared statement of a text; nobody else gets it until it is given back.</summary>
    private SqliteCommand Take(string text, SqliteParameterCollection parameters, SqliteTransaction? transaction, int timeout)
    {
        if (!idle.Remove(text, out var command))
        {
            command = base.CreateCommand();
#pragma warning disable CA2100 // the text is that of the command this one stands for
            command.CommandText = text;
#pragma warning restore CA2100
        }

        command.Transaction = transaction;
        command.CommandTimeout = timeout;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in parameters) command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }

    private void Give(SqliteCommand command)
    {
        if (State != ConnectionState.Open || idle.Count >= Most || !idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    /// <summary>A command that runs on a prepared statement and gives it back when it is disposed.</summary>
    private sealed class KeptCommand(KeptConnection connection) : SqliteCommand("", connection)
    {
        private SqliteCommand? prepared;

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            Release();
            prepared = connection.Take(CommandText, Parameters, Transaction, CommandTimeout);
            return prepared.ExecuteReader(behavior);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) Release();
            base.Dispose(disposing);
        }

        private void Release()
        {
            if (prepared is { } used) connection.Give(used);
            prepared = null;
        }
    }
}
