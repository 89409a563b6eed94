namespace FlaskTrack.Core.Platform.Data;

/// <summary>First come, first served: one holder at a time, and the holder can see whether the next in line may share with it.</summary>
internal sealed class WriterQueue
{
    private readonly Lock sync = new();
    private readonly Queue<Waiter> waiting = new();
    private bool held;

    /// <summary>Waits for the turn. Whoever is cancelled while waiting has never had it.</summary>
    /// <param name="shares">Whether it may go on in the transaction of the one before.</param>
    public async ValueTask EnterAsync(bool shares, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (sync)
        {
            if (!held)
            {
                held = true;
                return;
            }

            waiting.Enqueue(waiter = new Waiter(shares));
        }

        await using var registration = ct.UnsafeRegister(static (one, token) => ((Waiter)one!).Turn.TrySetCanceled(token), waiter);
        await waiter.Turn.Task;
    }

    /// <summary>Gives the turn to the next in line if that one shares; otherwise the holder keeps it.</summary>
    public bool TryHandOver()
    {
        lock (sync)
        {
            while (waiting.TryPeek(out var next))
            {
                if (!next.Shares && !next.Turn.Task.IsCanceled) return false;
                waiting.Dequeue();
                if (next.Turn.TrySetResult()) return true;
            }

            return false;
        }
    }

    /// <summary>Gives up the turn.</summary>
    public void Leave()
    {
        lock (sync)
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next.Turn.TrySetResult()) return;
            }

            held = false;
        }
    }

    /// <summary>Gives everybody who waits to share the fault that the holder met.</summary>
    public void Refuse(Exception fault)
    {
        lock (sync)
        {
            for (var left = waiting.Count; left > 0; left--)
            {
                var one = waiting.Dequeue();
                if (!one.Shares) waiting.Enqueue(one);
                else one.Turn.TrySetException(fault);
            }
        }
    }

    private sealed class Waiter(bool shares)
    {
        public bool Shares => shares;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
