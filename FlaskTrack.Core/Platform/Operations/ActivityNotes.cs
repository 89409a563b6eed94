using System.Collections.Concurrent;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Remembers when each member last acted, until it is written down once a while; a page view is not worth a transaction.</summary>
internal sealed class ActivityNotes
{
    private readonly ConcurrentDictionary<(long Organization, long Member), DateTimeOffset> noted = new();

    public void Saw(long organizationId, long memberId, DateTimeOffset now) => noted[(organizationId, memberId)] = now;

    public IReadOnlyList<KeyValuePair<(long Organization, long Member), DateTimeOffset>> Drain()
    {
        var taken = noted.ToArray();
        foreach (var pair in taken) noted.TryRemove(pair);
        return taken;
    }
}
