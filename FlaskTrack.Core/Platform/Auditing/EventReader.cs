using System.Data.Common;
using System.Threading.Channels;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Reads an organization's events in order of sequence straight from the table, one at a time, for verification, exports and packets. Nothing is
/// kept, so memory does not grow with the chain.</summary>
internal static class EventReader
{
    private const int Batch = 512;
    private const int Ahead = 4;

    private const string All = EventColumns.Select + """ WHERE "OrganizationId" = @OrganizationId AND "Sequence" > @After AND "Sequence" <= @To ORDER BY "Sequence" """;

    private const string HashesOnly = """SELECT "Hash" FROM "AuditEvents" WHERE "OrganizationId" = @OrganizationId AND "Sequence" <= @To ORDER BY "Sequence" """;

    /// <summary>Gives each event after <paramref name="after"/> up to <paramref name="to"/>, in order, one call at a time. A callback and not a task for each: a
    /// task would cost more than the event's hash.</summary>
    public static async Task WalkAsync(FlaskTrackDbContext context, long after, long to, Action<ChainEvent> each, CancellationToken ct)
    {
        if (context is SqliteFlaskTrackDbContext)
        {
            await context.Database.OpenConnectionAsync(ct);
            await WalkAsync((SqliteConnection)context.Database.GetDbConnection(), [("OrganizationId", context.OrganizationId), ("After", after), ("To", to)], each, ct);
            return;
        }

        var row = new EventRow();
        await WalkRowsAsync(context, after, to, reader => each(row.Read(reader)), ct);
    }

    private static async Task WalkRowsAsync(FlaskTrackDbContext context, long after, long to, Action<DbDataReader> each, CancellationToken ct)
    {
        await using var command = await Sql.CommandAsync(context, All, [("OrganizationId", context.OrganizationId), ("After", after), ("To", to)], ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        for (var count = 0; reader.Read(); count++)
        {
            if ((count & 1023) == 0) ct.ThrowIfCancellationRequested();
            each(reader);
        }
    }

    /// <summary>Adds each event up to <paramref name="to"/> to the verifier, in order; from SQLite straight from the stored bytes.</summary>
    /// <param name="added">Called after each.</param>
    public static async Task VerifyAsync(FlaskTrackDbContext context, long to, ChainVerifier verifier, Action added, CancellationToken ct)
    {
        if (context is SqliteFlaskTrackDbContext)
        {
            await context.Database.OpenConnectionAsync(ct);
            var connection = (SqliteConnection)context.Database.GetDbConnection();
            var values = new[] { ("OrganizationId", context.OrganizationId), ("After", long.MinValue), ("To", to) };
            await Task.Run(() => new SqliteChainRows(verifier).Walk(connection, All, values, added, ct), CancellationToken.None);
            return;
        }

        var row = new EventRow();
        await WalkRowsAsync(context, long.MinValue, to, reader =>
        {
            var one = row.Read(reader);
            if (StoredTime.IsWritten(reader.GetInt64(2))) verifier.Add(one);
            else verifier.AddAltered(one);
            added();
        }, ct);
    }

    /// <summary>Reads on a thread of its own, a few batches ahead, so that the caller's work on one event and the reading of the next go side by side.</summary>
    private static async Task WalkAsync(SqliteConnection connection, (string Name, long Value)[] values, Action<ChainEvent> each, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var batches = Channel.CreateBounded<List<ChainEvent>>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Read(connection, values, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct)) batch.ForEach(each);
        }
        finally
        {
            // The connection is the caller's again only when the reading has let go of it.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Read(SqliteConnection connection, (string Name, long Value)[] values, ChannelWriter<List<ChainEvent>> batches, CancellationToken stop)
    {
        try
        {
            var batch = new List<ChainEvent>(Batch);
            var rows = new SqliteEventRows();
            SqliteRow.Walk(connection, All, values, row =>
            {
                batch.Add(rows.Read(row));
                if (batch.Count < Batch) return;
                Give(batches, batch, stop);
                batch = new List<ChainEvent>(Batch);
            }, stop);
            Give(batches, batch, stop);
            batches.Complete();
        }
#pragma warning disable CA1031 // The fault is the reader's of the channel, who throws it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            batches.Complete(fault);
        }
    }

    private static void Give(ChannelWriter<List<ChainEvent>> batches, List<ChainEvent> batch, CancellationToken stop)
    {
        while (!batches.TryWrite(batch)) batches.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The Merkle tree over all hashes up to a sequence: 64 bytes an event.</summary>
    public static async Task<MerkleTree> TreeAsync(FlaskTrackDbContext context, long to, CancellationToken ct)
    {
        await using var command = await Sql.CommandAsync(context, HashesOnly, [("OrganizationId", context.OrganizationId), ("To", to)], ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return MerkleTree.FromHashes(Hashes(reader, ct));
    }

    private static IEnumerable<string> Hashes(DbDataReader reader, CancellationToken ct)
    {
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            yield return reader.GetString(0);
        }
    }
}
