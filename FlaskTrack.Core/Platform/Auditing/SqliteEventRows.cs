using System.Text;

using FlaskTrack.Core.Platform.Integrity;

using Microsoft.Data.Sqlite;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Reads events from SQLite a few times faster than the data reader can: a million events have 26 million values, and the reader's checks around each
/// cost more than the hash of the whole event. Bytes that repeat from row to row (role, channel, actor) give the text made before.</summary>
internal sealed class SqliteEventRows
{
    private readonly byte[][] lastBytes = [.. Enumerable.Repeat(Array.Empty<byte>(), 26)];
    private readonly int[] lastLength = new int[26];
    private readonly string[] lastText = [.. Enumerable.Repeat("", 26)];

    /// <summary>Runs a statement of <see cref="EventReader"/>'s columns on an open connection, in its transaction if it has one.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public void Walk(SqliteConnection connection, string sql, (string Name, long Value)[] values, Action<ChainEvent> each, CancellationToken ct) =>
        SqliteRow.Walk(connection, sql, values, row => each(Read(row)), ct);

    public ChainEvent Read(nint row) => new()
    {
        Sequence = SqliteRow.Int64(row, 0),
        Organization = Same(row, 1)!,
        Time = StoredTime.Read(SqliteRow.Int64(row, 2)),
        ActorKind = Same(row, 3)!,
        ActorId = Number(row, 4),
        ActorName = Same(row, 5),
        ActorRole = Same(row, 6),
        OnBehalfOf = Same(row, 7),
        Authentication = Same(row, 8),
        Channel = Same(row, 9)!,
        RequestId = Same(row, 10),
        SessionId = Same(row, 11),
        Ip = Same(row, 12),
        UserAgent = Same(row, 13),
        Action = Same(row, 14)!,
        EntityType = Same(row, 15),
        EntityId = Number(row, 16),
        EntityCode = Same(row, 17),
        EntityLabel = Same(row, 18),
        // A number that no version can be must not become one by losing its upper half.
        EntityVersion = Number(row, 19) is { } version ? (int)Math.Clamp(version, int.MinValue, int.MaxValue) : null,
        Before = Text(row, 20),
        After = Text(row, 21),
        Reason = Same(row, 22),
        SignatureId = Number(row, 23),
        PreviousHash = Text(row, 24)!,
        Hash = Text(row, 25)!,
    };

    private static long? Number(nint row, int column) => SqliteRow.IsNull(row, column) ? null : SqliteRow.Int64(row, column);

    private static string? Text(nint row, int column) => SqliteRow.Bytes(row, column) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes) : Empty(row, column);

    private string? Same(nint row, int column)
    {
        var bytes = SqliteRow.Bytes(row, column);
        if (bytes.IsEmpty) return Empty(row, column);
        if (bytes.SequenceEqual(lastBytes[column].AsSpan(0, lastLength[column]))) return lastText[column];
        if (lastBytes[column].Length < bytes.Length) lastBytes[column] = new byte[bytes.Length * 2];
        bytes.CopyTo(lastBytes[column]);
        lastLength[column] = bytes.Length;
        return lastText[column] = Encoding.UTF8.GetString(bytes);
    }

    private static string? Empty(nint row, int column) => SqliteRow.IsNull(row, column) ? null : "";

}
