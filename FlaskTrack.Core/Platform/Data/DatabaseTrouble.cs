using System.Data.Common;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Outages of the database that an operator can end, as people are told of them. The operation that met one left nothing behind.</summary>
public static class DatabaseTrouble
{
    /// <summary>What happened and what to do; null for a fault that is no such outage.</summary>
    public static string? Sentence(Exception? fault) => fault switch
    {
        null => null,
        SqliteException sqlite => Sentence(sqlite.SqliteErrorCode),
        SharedWriteLostException lost => Sentence(lost.InnerException) ?? lost.Message,
        DbException { IsTransient: true } => "The database does not answer at the moment. Nothing was changed; try again in a moment.",
        _ => Sentence(fault.InnerException),
    };

    private static string? Sentence(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program keeps the database locked. Nothing was changed; try again in a moment.",
        raw.SQLITE_FULL => "The server's disk is full. Nothing was changed; tell the operator, and try again once there is space.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "The database cannot be written at the moment. Nothing was changed; tell the operator, and try again afterwards.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR => "The database cannot be reached at the moment. Nothing was changed; tell the operator, and try again afterwards.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The database file is damaged. Nothing was changed; tell the operator, who has the backups.",
        _ => null,
    };
}

/// <summary>The transaction that the operation shared with others was lost before it was durable; nothing of any of them is there.</summary>
public sealed class SharedWriteLostException(Exception? inner) : Exception("The change could not be written. Nothing was changed; try again.", inner);
