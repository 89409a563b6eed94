namespace FlaskTrack.Core.Platform.Data;

/// <summary>SQLite has one writer. Commands of this process queue here in order instead of polling the file lock, which keeps the wait short and fair.
/// Engines with row locks pass straight through.</summary>
internal sealed class WriterGate(DatabaseOptions database) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (database.Provider != DatabaseProvider.Sqlite) return null;
        await one.WaitAsync(ct);
        return new Leave(one);
    }

    public void Dispose() => one.Dispose();

    private sealed class Leave(SemaphoreSlim one) : IDisposable
    {
        private SemaphoreSlim? held = one;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
