using System.Collections.Concurrent;
using System.Threading.Channels;

using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Evidence;

/// <summary>Packets waiting to be built in this process, and how far the one at work has come. What waits is also in the database, so a restart loses none.</summary>
internal sealed class PacketQueue
{
    private readonly Channel<JobPlace> waiting = Channel.CreateUnbounded<JobPlace>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(long Organization, long Packet), Work> working = new();

    public void Add(JobPlace place) => waiting.Writer.TryWrite(place);

    public IAsyncEnumerable<JobPlace> TakeAsync(CancellationToken ct) => waiting.Reader.ReadAllAsync(ct);

    public PacketProgress? ProgressOf(long organization, long packet) => working.TryGetValue((organization, packet), out var work) ? work.Progress : null;

    /// <summary>Stops the building of a packet, if it is at work here.</summary>
    public void Cancel(long organization, long packet)
    {
        if (working.TryGetValue((organization, packet), out var work)) work.Cancel();
    }

    public Work Begin(JobPlace place, CancellationToken stop)
    {
        var work = new Work(done => working.TryRemove(new KeyValuePair<(long, long), Work>((place.OrganizationId, place.RecordId), done)), stop);
        working[(place.OrganizationId, place.RecordId)] = work;
        return work;
    }

    /// <summary>One packet at work.</summary>
    internal sealed class Work(Action<Work> end, CancellationToken stop) : IDisposable, IProgress<PacketStep>
    {
        private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(stop);

        public CancellationToken Token => source.Token;

        public PacketProgress Progress { get; private set; } = new("Waiting", 0, 0);

        /// <summary>The record at hand, for the sentence of a failure.</summary>
        public string? Record { get; private set; }

        public void Report(PacketStep value)
        {
            Progress = new PacketProgress(value.Stage, value.Done, value.Total);
            Record = value.Record;
        }

        public void Cancel() => source.Cancel();

        public void Dispose()
        {
            end(this);
            source.Dispose();
        }
    }
}

/// <summary>A step of building.</summary>
/// <param name="Record">Code of the record at hand.</param>
internal sealed record PacketStep(string Stage, int Done, int Total, string? Record = null);
