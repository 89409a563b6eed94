using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.Extensions.Logging;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Writes queued imports one after another, each under the rights its member has then. One that fails or is stopped leaves nothing; a restart goes on with what was queued.</summary>
internal sealed partial class SampleImporter(JobQueue<SampleImport> queue, JobRunner runner, JobStore store, ILogger<SampleImporter> log)
{
    private const string Name = "Sample importer";

    /// <summary>Takes up what an earlier process left, then works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await ResumeAsync(stop);
        await foreach (var place in queue.TakeAsync(stop)) await WriteAsync(place, stop);
    }

    /// <summary>Puts every unfinished import of the database into the queue.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        foreach (var place in await store.FindAsync<SampleImport>(import => import.State == ImportState.Queued || import.State == ImportState.Writing, ct)) queue.Add(place);
    }

    /// <summary>Writes one import, unless it was stopped or is finished.</summary>
    public async Task WriteAsync(JobPlace place, CancellationToken stop)
    {
        using var work = queue.Begin(place, stop);
        if (!await ChangeAsync(place, Begin, stop)) return;
        try
        {
            var written = await runner.RunAsync(Caller.Job(place.UserId, place.Organization, Name), new WriteSampleImport(place.RecordId) { Progress = work }, work.Token);
            if (!written.IsOk) await EndAsync(place, ImportState.Failed, Sentence(written.Problem), stop);
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
        {
            // Stopped by a person, who puts that on the record. Stopped with the process: the import stays in the queue.
        }
#pragma warning disable CA1031 // A job has no caller to tell; what went wrong belongs on its record.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broke(log, fault, place.Organization, place.RecordId);
            await EndAsync(place, ImportState.Failed, "The server met a fault, which is in its log.", stop);
        }
    }

    /// <summary>Ends one that waits or is being written; what was written of it is taken back. The record says so when this returns, so that no restart takes it up again.</summary>
    /// <returns>False where it had ended before.</returns>
    public Task<bool> StopAsync(JobPlace place, CancellationToken ct)
    {
        queue.Cancel(place.OrganizationId, place.RecordId);
        return EndAsync(place, ImportState.Cancelled, null, ct);
    }

    private static bool Begin(SampleImport import)
    {
        if (!import.IsUnfinished) return false;
        import.State = ImportState.Writing;
        return true;
    }

    /// <summary>The first rows that stand in the way; the sheet itself shows them all.</summary>
    private static string Sentence(Problem problem)
    {
        if (problem is not Problem.Invalid invalid) return problem.Sentence;
        var first = invalid.Fields.Take(3).Select(pair => $"{pair.Key.Replace("rows[", "Row ", StringComparison.Ordinal).Replace("].", ", ", StringComparison.Ordinal)}: {pair.Value[0]}");
        return string.Join(" ", first) + (invalid.Fields.Count > 3 ? $" {invalid.Fields.Count - 3} more." : "");
    }

    private static NoticeDraft Told(SampleImport import) => new(NotificationKind.ImportDone, import.State == ImportState.Cancelled ? $"Import {import.Code} was stopped" : $"Import {import.Code} could not be written") { Text = import.Failure ?? "Nothing was written.", Href = $"/imports/{import.Code}" };

    private Task<bool> EndAsync(JobPlace place, ImportState state, string? why, CancellationToken ct) => ChangeAsync(place, import =>
    {
        if (!import.IsUnfinished) return false;
        import.State = state;
        import.Failure = why is { Length: > 1000 } ? why[..1000] : why;
        return true;
    }, ct, Told);

    private Task<bool> ChangeAsync(JobPlace place, Func<SampleImport, bool> change, CancellationToken ct, Func<SampleImport, NoticeDraft>? tell = null) => store.ChangeAsync(place, Name, Permissions.Records.Import, change, ct, tell);

    [LoggerMessage(Level = LogLevel.Error, Message = "Writing import {Import} of {Organization} failed")]
    private static partial void Broke(ILogger log, Exception fault, string organization, long import);
}
