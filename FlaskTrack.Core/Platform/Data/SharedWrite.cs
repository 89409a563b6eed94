using System.Diagnostics;

using FlaskTrack.Core.Platform.Auditing;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>A transaction in which operations write one after the other, each inside a savepoint: what one takes back leaves the others untouched. All of them
/// become durable with one commit, or none does. Used by the holder of the gate alone.</summary>
internal sealed class SharedWrite
{
    private const int Most = 48;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(40);

    private readonly SharedConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<long, Head> heads = [];
    private readonly long began = Stopwatch.GetTimestamp();
    private Exception? broken;
    private int turns;

    private SharedWrite(SharedConnection connection, SqliteTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
        // Where nobody waits for the outcome any more, its fault is nobody's to observe.
        _ = durable.Task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>False once so many or so long have written that those who are done should wait no longer.</summary>
    public bool IsOpenForMore => broken is null && turns < Most && Stopwatch.GetElapsedTime(began) < Longest;

    /// <summary>Ends when everything kept is on the disk.</summary>
    /// <exception cref="SharedWriteLostException">It was not written; nothing of it is there.</exception>
    public Task Durable => durable.Task;

    public static async Task<SharedWrite> BeginAsync(SharedConnection connection, CancellationToken ct) => new(connection, await connection.BeginAsync(ct));

    public async Task EnterAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        turns++;
        Run("SAVEPOINT turn");
        await context.Database.UseTransactionAsync(transaction, CancellationToken.None);
        context.Scope.Heads = heads;
    }

    public void Keep() => Run("RELEASE turn");

    /// <summary>Takes back what the present turn wrote; the turn goes on.</summary>
    public void Undo()
    {
        heads.Clear();
        Run("ROLLBACK TO turn");
    }

    /// <summary>Commits, or takes everything back where something went wrong that savepoints cannot mend.</summary>
    /// <returns>Whether what was kept is there.</returns>
    public async Task<bool> EndAsync()
    {
        try
        {
            if (broken is null) await transaction.CommitAsync();
        }
#pragma warning disable CA1031 // whatever it was, each operation that waits is told
        catch (Exception fault)
#pragma warning restore CA1031
        {
            broken = fault;
        }

        // What was committed stays committed, whatever the closing says; a transaction that the database ended by itself cannot be ended again.
        await QuietlyAsync(() => transaction.DisposeAsync().AsTask());
        await QuietlyAsync(connection.CloseAsync);
        if (broken is null) durable.SetResult();
        else durable.SetException(new SharedWriteLostException(broken));
        return broken is null;
    }

    private static async Task QuietlyAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            // The next transaction begins on a connection opened anew.
        }
    }

    private void Run(string statement)
    {
        try
        {
            connection.Run(statement, transaction);
        }
        catch (Exception fault)
        {
            // The database has ended the transaction by itself, as it does when the disk is full.
            broken ??= fault;
            throw;
        }
    }
}
