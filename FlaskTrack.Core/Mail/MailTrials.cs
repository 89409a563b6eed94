using System.Collections.Concurrent;

namespace FlaskTrack.Core.Mail;

/// <summary>Bounds how often members of an organization have this server talk to a host they name. Kept in memory: a restart forgets it.</summary>
internal sealed class MailTrials
{
    public const int Most = 10;
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<long, Tries> organizations = new();

    /// <summary>The turn of one try, to be disposed at its end; null where there were too many, or one is going on.</summary>
    public IDisposable? Begin(long organizationId, DateTimeOffset now) => organizations.GetOrAdd(organizationId, _ => new Tries()).Begin(now);

    private sealed class Tries : IDisposable
    {
        private readonly Lock gate = new();
        private readonly Queue<DateTimeOffset> times = new();
        private bool busy;

        public Tries? Begin(DateTimeOffset now)
        {
            lock (gate)
            {
                while (times.TryPeek(out var first) && first <= now - Span) times.Dequeue();
                if (busy || times.Count >= Most) return null;
                times.Enqueue(now);
                busy = true;
                return this;
            }
        }

        public void Dispose()
        {
            lock (gate) busy = false;
        }
    }
}
