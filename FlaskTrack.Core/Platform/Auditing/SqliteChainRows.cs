using System.Text;

using FlaskTrack.Core.Platform.Integrity;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Feeds a verifier from the events table without making the events: an event's canonical JSON is put together from the bytes as they are stored,
/// which are its UTF-8 already, and hashed at once. Only one that does not fit its hash that way is made into an event, for the verifier to judge. SECURITY: a column of
/// SQLite holds values of any kind, of which reading takes what it needs ('5x' is 5): one that no event is stored as is named as changed, whatever its hash.</summary>
internal sealed class SqliteChainRows(ChainVerifier verifier)
{
    private const int PreviousHash = 24;
    private const int Hash = 25;

    /// <summary>The members in canonical order with the columns of <see cref="EventColumns"/>.</summary>
    private static readonly Member[] Members =
    [
        new("{\"action\":", Kind.Text, 14), new(",\"actor\":{\"id\":", Kind.Number, 4), new(",\"kind\":", Kind.Text, 3), new(",\"name\":", Kind.Text, 5), new(",\"on_behalf_of\":", Kind.Text, 7), new(",\"role\":", Kind.Text, 6),
        new("},\"after\":", Kind.Json, 21), new(",\"authentication\":", Kind.Text, 8), new(",\"before\":", Kind.Json, 20), new(",\"channel\":", Kind.Text, 9),
        new(",\"entity\":{\"code\":", Kind.Text, 17), new(",\"id\":", Kind.Number, 16), new(",\"label\":", Kind.Text, 18), new(",\"type\":", Kind.Text, 15), new(",\"version\":", Kind.Small, 19),
        new("},\"ip\":", Kind.Text, 12), new(",\"organization\":", Kind.Text, 1), new(",\"previous_hash\":", Kind.Text, PreviousHash), new(",\"reason\":", Kind.Text, 22), new(",\"request_id\":", Kind.Text, 10),
        new(",\"sequence\":", Kind.Number, 0), new(",\"session_id\":", Kind.Text, 11), new(",\"signature_id\":", Kind.Number, 23), new(",\"time\":", Kind.Time, 2), new(",\"user_agent\":", Kind.Text, 13),
    ];

    private readonly SqliteEventRows events = new();
    private readonly byte[][] slugs = [.. verifier.Names.Select(Encoding.UTF8.GetBytes)];
    private byte[] lastBytes = [];
    private string lastHash = "";

    private enum Kind
    {
        Text,
        Json,
        Number,
        Small,
        Time,
    }

    /// <summary>How many events had to be made to be judged.</summary>
    public long Made { get; private set; }

    /// <summary>Adds each event the statement gives to the verifier, in its order.</summary>
    /// <param name="added">Called after each.</param>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public void Walk(SqliteConnection connection, string sql, (string Name, long Value)[] values, Action added, CancellationToken ct) => SqliteRow.Walk(connection, sql, values, row =>
    {
        var written = IsWritten(row);
        if (!written || !TryAdd(row))
        {
            Made++;
            if (written && IsUtf8(row)) verifier.Add(events.Read(row));
            else verifier.AddAltered(events.Read(row));
        }

        added();
    }, ct);

    /// <summary>Whether each value is of its kind. Asked before any is read, which may change its kind.</summary>
    private static bool IsWritten(nint row)
    {
        foreach (var member in Members)
        {
            var type = SqliteRow.Type(row, member.Column);
            if (type == raw.SQLITE_NULL) continue;
            if (type != (member.Kind is Kind.Text or Kind.Json ? raw.SQLITE_TEXT : raw.SQLITE_INTEGER)) return false;
            if (member.Kind == Kind.Json && !ObjectBorders.AreRight(SqliteRow.Bytes(row, member.Column))) return false;
            if (member.Kind == Kind.Time && !StoredTime.IsWritten(SqliteRow.Int64(row, member.Column))) return false;
            if (member.Kind == Kind.Small && SqliteRow.Int64(row, member.Column) is > int.MaxValue or < int.MinValue) return false;
        }

        return SqliteRow.Type(row, Hash) == raw.SQLITE_TEXT;
    }

    /// <summary>Whether its texts are texts: reading others puts a sign in the place of what is none.</summary>
    private static bool IsUtf8(nint row)
    {
        foreach (var member in Members)
            if (member.Kind is Kind.Text or Kind.Json && !System.Text.Unicode.Utf8.IsValid(SqliteRow.Bytes(row, member.Column))) return false;
        return true;
    }

    private bool TryAdd(nint row)
    {
        if (!IsOwn(SqliteRow.Bytes(row, 1))) return false;
        var to = CanonicalWriter.Rent();
        to.Raw(SqliteRow.Bytes(row, PreviousHash));
        to.Byte((byte)'\n');
        foreach (var member in Members)
        {
            to.Raw(member.Name);
            if (!TryWrite(to, row, member)) return false;
        }

        to.Byte((byte)'}');
        var previous = Text(SqliteRow.Bytes(row, PreviousHash));
        var stored = SqliteRow.Bytes(row, Hash);
        return System.Text.Unicode.Utf8.IsValid(to.Written) && verifier.TryAdd(SqliteRow.Int64(row, 0), previous, Remember(stored), to.Written);
    }

    private bool IsOwn(ReadOnlySpan<byte> slug)
    {
        foreach (var one in slugs)
        {
            if (slug.SequenceEqual(one)) return true;
        }

        return false;
    }

    /// <returns>False for a value that an event cannot hold, which is for the event's own reading to judge.</returns>
    private static bool TryWrite(CanonicalWriter to, nint row, Member member)
    {
        var bytes = member.Kind is Kind.Text or Kind.Json ? SqliteRow.Bytes(row, member.Column) : default;
        if (bytes.IsEmpty && SqliteRow.IsNull(row, member.Column)) to.Raw("null"u8);
        else if (member.Kind == Kind.Text) return to.TryString(bytes);
        else if (member.Kind == Kind.Json) to.Raw(bytes);
        else return TryWrite(to, SqliteRow.Int64(row, member.Column), member.Kind);
        return true;
    }

    private static bool TryWrite(CanonicalWriter to, long value, Kind kind)
    {
        if (kind == Kind.Time) to.Time(StoredTime.Read(value));
        else if (!CanonicalWriter.IsExact(value)) return false;
        else to.Integer(value);
        return true;
    }

    /// <summary>Nearly always the hash of the event before, whose text is at hand.</summary>
    private string Text(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual(lastBytes) ? lastHash : Encoding.UTF8.GetString(bytes);

    private string Remember(ReadOnlySpan<byte> hash)
    {
        if (lastBytes.Length != hash.Length) lastBytes = new byte[hash.Length];
        hash.CopyTo(lastBytes);
        return lastHash = Encoding.UTF8.GetString(hash);
    }

    private sealed class Member(string name, Kind kind, int column)
    {
        public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

        public Kind Kind => kind;

        public int Column => column;
    }
}
