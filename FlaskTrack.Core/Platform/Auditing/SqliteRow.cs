using System.Runtime.InteropServices;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The library's own accessors of the row at hand. They neither wait nor call back, so the runtime need not prepare for either.</summary>
internal static partial class SqliteRow
{
    /// <summary>Runs a statement on an open connection, in its transaction if it has one, and gives each row while it is at hand.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public static void Walk(SqliteConnection connection, string sql, (string Name, long Value)[] values, Action<nint> each, CancellationToken ct)
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            foreach (var (name, value) in values) Check(database, raw.sqlite3_bind_int64(statement, raw.sqlite3_bind_parameter_index(statement, "@" + name), value));
            var row = statement.DangerousGetHandle();
            int step;
            for (var count = 0; (step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW; count++)
            {
                if ((count & 1023) == 0) ct.ThrowIfCancellationRequested();
                each(row);
            }

            if (step != raw.SQLITE_DONE) Check(database, step);
        }
    }

    public static bool IsNull(nint row, int column) => Type(row, column) == raw.SQLITE_NULL;

    /// <summary>How the value is stored, whatever the column was declared as: one of the library's five classes. To be asked before the value.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    public static partial int Type(nint row, int column);

    /// <summary>The text's UTF-8 as the library holds it; good until the next row. Empty also for no text at all.</summary>
    public static unsafe ReadOnlySpan<byte> Bytes(nint row, int column)
    {
        var start = Blob(row, column);
        return start == 0 ? [] : new ReadOnlySpan<byte>((void*)start, Length(row, column));
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static partial long Int64(nint row, int column);

    private static void Check(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_blob")]
    [SuppressGCTransition]
    private static partial nint Blob(nint row, int column);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    private static partial int Length(nint row, int column);
}
