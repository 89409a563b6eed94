using System.Collections.Concurrent;
using System.Threading.Channels;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Jobs of one kind waiting to be done in this process, and how far the one at work has come. What waits is also in the database, so a restart loses none.</summary>
/// <typeparam name="T">The record of the job.</typeparam>
internal sealed class JobQueue<T>
    where T : class, IJobRecord
{
    private readonly Channel<JobPlace> waiting = Channel.CreateUnbounded<JobPlace>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(long Organization, long Record), Work> working = new();

    /// <summary>Raised at each step of a job, on the job's own time.</summary>
    public event Action<JobPlace, JobStep>? Stepped;

    public void Add(JobPlace place) => waiting.Writer.TryWrite(place);

    public IAsyncEnumerable<JobPlace> TakeAsync(CancellationToken ct) => waiting.Reader.ReadAllAsync(ct);

    public JobProgress? ProgressOf(long organization, long record) => working.TryGetValue((organization, record), out var work) ? work.Progress : null;

    /// <summary>Stops a job, if it is at work here.</summary>
    public void Cancel(long organization, long record)
    {
        if (working.TryGetValue((organization, record), out var work)) work.Cancel();
    }

    public Work Begin(JobPlace place, CancellationToken stop)
    {
        var work = new Work(done => working.TryRemove(new KeyValuePair<(long, long), Work>((place.OrganizationId, place.RecordId), done)), step => Stepped?.Invoke(place, step), stop);
        working[(place.OrganizationId, place.RecordId)] = work;
        return work;
    }

    /// <summary>One job at work.</summary>
    internal sealed class Work(Action<Work> end, Action<JobStep> stepped, CancellationToken stop) : IDisposable, IProgress<JobStep>
    {
        private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(stop);

        public CancellationToken Token => source.Token;

        public JobProgress Progress { get; private set; } = new("Waiting", 0, 0);

        /// <summary>The record at hand, for the sentence of a failure.</summary>
        public string? Record { get; private set; }

        public void Report(JobStep value)
        {
            Progress = new JobProgress(value.Stage, value.Done, value.Total);
            Record = value.Record;
            stepped(value);
        }

        public void Cancel() => source.Cancel();

        public void Dispose()
        {
            end(this);
            source.Dispose();
        }
    }
}

/// <summary>A step of a job.</summary>
/// <param name="Record">Code of the record at hand.</param>
internal sealed record JobStep(string Stage, long Done, long Total, string? Record = null);

/// <summary>How far a job has come.</summary>
/// <param name="Stage">In words: "Reading records".</param>
public sealed record JobProgress(string Stage, long Done, long Total)
{
    /// <summary>0 to 100.</summary>
    public int Percent => Total > 0 ? (int)Math.Min(100, Done * 100 / Total) : 0;
}
