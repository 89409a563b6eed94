using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>SQLite has one writer. Writes of this process queue here in order instead of polling the file lock, which keeps the wait short and fair. Operations that
/// wait one behind the other share a transaction and its one synchronization of the disk (docs/adr/0006); each is answered only once that transaction is
/// durable. Engines with row locks pass straight through.</summary>
internal sealed class WriterGate(DatabaseFactory factory) : IDisposable
{
    private readonly WriterQueue queue = new();
    private readonly SharedConnection connection = new(factory);
    private SharedWrite? open;

    /// <summary>Shared transactions begun since the start.</summary>
    public long Transactions { get; private set; }

    /// <summary>Raised, while the gate is still held, when a shared transaction was lost. What was read inside it may be nothing that ever was.</summary>
    public event Action? Lost;

    /// <summary>Waits until nobody else of this process writes; the caller has the database for itself until it disposes what it gets.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (factory.Database.Provider != DatabaseProvider.Sqlite) return null;
        await queue.EnterAsync(shares: false, ct);
        return new Leave(queue);
    }

    /// <summary>Begins one operation's write on its context.</summary>
    /// <param name="alone">For an operation known to take long: it begins a transaction of its own, so that nobody before it waits for it.</param>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be written now: locked by another program, full, or read-only.</exception>
    public async Task<IWriteTurn> JoinAsync(FlaskTrackDbContext context, bool alone, CancellationToken ct)
    {
        if (factory.Database.Provider != DatabaseProvider.Sqlite) return new OwnTurn(context, await context.Database.BeginTransactionAsync(ct));
        connection.Lend(context);
        await queue.EnterAsync(shares: !alone, ct);
        var write = open;
        try
        {
            write ??= open = await BeginAsync(ct);
            await write.EnterAsync(context, ct);
            return new SharedTurn(this, write, context);
        }
        catch
        {
            await LeaveAsync(write);
            throw;
        }
    }

    public void Dispose() => connection.Dispose();

    /// <summary>The holder's turn is over: the next in line goes on in the same transaction, or the transaction ends here for all who had a part in it.</summary>
    internal async Task LeaveAsync(SharedWrite? write)
    {
        if (write is { IsOpenForMore: true } && queue.TryHandOver()) return;
        open = null;
        try
        {
            if (write is not null && !await write.EndAsync()) Lost?.Invoke();
        }
        finally
        {
            queue.Leave();
        }
    }

    private async Task<SharedWrite> BeginAsync(CancellationToken ct)
    {
        try
        {
            var write = await SharedWrite.BeginAsync(connection, ct);
            Transactions++;
            return write;
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            // Each of them would wait as long again for the same answer.
            queue.Refuse(fault);
            throw;
        }
    }

    private sealed class Leave(WriterQueue queue) : IDisposable
    {
        private WriterQueue? held = queue;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Leave();
    }
}
