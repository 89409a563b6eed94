using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>One operation's write. Disposed without a commit it leaves nothing behind.</summary>
internal interface IWriteTurn : IAsyncDisposable
{
    /// <summary>Returns when everything written is durable; until then nobody is told that it happened.</summary>
    Task CommitAsync(CancellationToken ct);

    /// <summary>Takes back everything written so far; the turn goes on.</summary>
    Task UndoAsync(CancellationToken ct);
}

/// <summary>A part of a transaction that several operations share.</summary>
internal sealed class SharedTurn(WriterGate gate, SharedWrite write, FlaskTrackDbContext context) : IWriteTurn
{
    private bool over;

    public async Task CommitAsync(CancellationToken ct)
    {
        // From here on the change may be written with the others', so it can no longer be called off.
        ct.ThrowIfCancellationRequested();
        write.Keep();
        await LeaveAsync();
        await write.Durable;
    }

    public Task UndoAsync(CancellationToken ct)
    {
        write.Undo();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (over) return;
        try
        {
            write.Undo();
            write.Keep();
        }
        catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException)
        {
            // The whole transaction is lost; everybody with a part in it is told when it ends.
        }

        await LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        over = true;
        try
        {
            context.Scope.Heads = null;
            await context.Database.UseTransactionAsync(null);
        }
        finally
        {
            await gate.LeaveAsync(write);
        }
    }
}

/// <summary>A transaction of the operation's own, on engines where writers lock rows.</summary>
internal sealed class OwnTurn(FlaskTrackDbContext context, IDbContextTransaction begun) : IWriteTurn
{
    private IDbContextTransaction transaction = begun;

    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async Task UndoAsync(CancellationToken ct)
    {
        await transaction.DisposeAsync();
        transaction = await context.Database.BeginTransactionAsync(ct);
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
