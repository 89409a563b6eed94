using System.Collections.Concurrent;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Access;

/// <summary>Which organizations have open pages in this process, and the access epoch each page last saw.</summary>
public sealed class OpenPages(AccessBroadcast broadcast)
{
    private readonly ConcurrentDictionary<long, ConcurrentDictionary<Guid, Func<Task>>> pages = new();
    private readonly ConcurrentDictionary<long, long> epochs = new();

    public IReadOnlyCollection<long> Organizations => [.. pages.Where(pair => !pair.Value.IsEmpty).Select(pair => pair.Key)];

    /// <summary>How many pages are open.</summary>
    internal int Count => pages.Values.Sum(watchers => watchers.Count);

    /// <summary>Calls <paramref name="refresh"/> whenever rights in the organization change, until the returned handle is disposed.</summary>
    public IDisposable Watch(long organizationId, Func<Task> refresh)
    {
        var id = Guid.NewGuid();
        var watchers = pages.GetOrAdd(organizationId, _ => new ConcurrentDictionary<Guid, Func<Task>>());
        watchers[id] = refresh;
        return new Handle(() => watchers.TryRemove(id, out _));
    }

    public void Listen() => broadcast.OrganizationChanged += Refresh;

    /// <summary>Compares epochs read from the database with the last ones and refreshes pages of those that rose elsewhere.</summary>
    public void Compare(IReadOnlyDictionary<long, long> now)
    {
        foreach (var (organization, epoch) in now)
        {
            var before = epochs.GetValueOrDefault(organization, epoch);
            epochs[organization] = epoch;
            if (before != epoch) Refresh(organization);
        }
    }

    private void Refresh(long organizationId)
    {
        if (!pages.TryGetValue(organizationId, out var watchers)) return;
        foreach (var refresh in watchers.Values) _ = refresh();
    }

    private sealed class Handle(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
