using System.Collections.Concurrent;

using FlaskTrack.Core.Platform.Notices;

namespace FlaskTrack.Web.Access;

/// <summary>Which members have open pages in this process, so that the bell of each rings when something is told to them.</summary>
public sealed class NoticeWatch
{
    private readonly ConcurrentDictionary<(long Organization, long Member), ConcurrentDictionary<Guid, Func<Task>>> pages = new();

    public NoticeWatch(NoticeBroadcast broadcast) => broadcast.Changed += Ring;

    /// <summary>How many pages have a bell that rings.</summary>
    internal int Count => pages.Values.Sum(watchers => watchers.Count);

    /// <summary>Calls <paramref name="ring"/> whenever the member gets or reads a notice, until the returned handle is disposed.</summary>
    public IDisposable Watch(long organizationId, long memberId, Func<Task> ring)
    {
        var id = Guid.NewGuid();
        var watchers = pages.GetOrAdd((organizationId, memberId), _ => new ConcurrentDictionary<Guid, Func<Task>>());
        watchers[id] = ring;
        return new Handle(() => watchers.TryRemove(id, out _));
    }

    private void Ring(long organizationId, long memberId)
    {
        if (!pages.TryGetValue((organizationId, memberId), out var watchers)) return;
        foreach (var ring in watchers.Values) _ = ring();
    }

    private sealed class Handle(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
