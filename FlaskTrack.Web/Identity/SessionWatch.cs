using System.Collections.Concurrent;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Identity;

/// <summary>Tells open pages when their session has ended: at once for what this process ended, within a second for the rest. One reading a second for
/// all pages together.</summary>
public sealed class SessionWatch : IDisposable
{
    private readonly ConcurrentDictionary<Watcher, byte> watchers = new();
    private readonly IServiceScopeFactory scopes;
    private readonly AccessBroadcast broadcast;
    private readonly ILogger<SessionWatch> logger;
    private readonly ITimer timer;
    private readonly SemaphoreSlim one = new(1, 1);
    private int busy;

    public SessionWatch(IServiceScopeFactory scopes, AccessBroadcast broadcast, TimeProvider clock, ILogger<SessionWatch> logger)
    {
        this.scopes = scopes;
        this.broadcast = broadcast;
        this.logger = logger;
        broadcast.UserChanged += Heard;
        timer = clock.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>How many sessions of pages are watched.</summary>
    internal int Count => watchers.Count;

    /// <summary>Watches a session until disposed.</summary>
    /// <param name="changed">Gets the id under which the session goes on, or null when it has ended.</param>
    public IDisposable Watch(LiveSession session, Func<string?, Task> changed)
    {
        var watcher = new Watcher(this, session.UserId, new WatchedSession(session.Id, session.Idle, session.Longest), changed);
        watchers[watcher] = 0;
        return watcher;
    }

    /// <summary>Looks at all watched sessions, or at those of one person.</summary>
    public async Task CheckAsync(long? userId, CancellationToken ct)
    {
        // One at a time: a second reading in between would take a session that has just moved to its new id for one that has ended.
        await one.WaitAsync(ct);
        try
        {
            var some = watchers.Keys.Where(watcher => userId is null || watcher.UserId == userId).ToList();
            if (some.Count > 0) await CheckAsync(some, ct);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        broadcast.UserChanged -= Heard;
        timer.Dispose();
        one.Dispose();
    }

    private async Task CheckAsync(List<Watcher> some, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<SessionService>();
        var live = await sessions.StillLiveAsync([.. some.Select(watcher => watcher.Session).DistinctBy(session => session.Id)], ct);
        foreach (var watcher in some.Where(watcher => !live.Contains(watcher.Session.Id)))
        {
            var next = await sessions.SuccessorAsync(watcher.Session.Id, ct);
            if (next == watcher.Session.Id) next = null; // not ended, but past its limits
            if (next is null) watcher.Dispose();
            else watcher.Session = watcher.Session with { Id = next };
            await watcher.Changed(next);
        }
    }

    private void Heard(long userId) => _ = RunAsync(userId);

    private void Tick()
    {
        if (Interlocked.Exchange(ref busy, 1) == 0) _ = RunAsync(null);
    }

    private async Task RunAsync(long? userId)
    {
        try
        {
            await Task.Yield();
            await CheckAsync(userId, CancellationToken.None);
        }
#pragma warning disable CA1031 // nobody awaits this; the next second tries again, and every operation asks by itself
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogWarning(fault, "Open pages could not be checked for ended sessions.");
        }
        finally
        {
            if (userId is null) Volatile.Write(ref busy, 0);
        }
    }

    private sealed class Watcher(SessionWatch watch, long userId, WatchedSession session, Func<string?, Task> changed) : IDisposable
    {
        public long UserId => userId;

        public WatchedSession Session { get; set; } = session;

        public Func<string?, Task> Changed => changed;

        public void Dispose() => watch.watchers.TryRemove(this, out _);
    }
}
