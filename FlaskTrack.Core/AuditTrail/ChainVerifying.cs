using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.Extensions.Logging;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Carries out the verifications that people ask for, one after another, each under the rights its requester has then. A restart goes on with what
/// was asked for.</summary>
internal sealed partial class ChainVerifying(JobQueue<ChainVerification> queue, JobRunner runner, JobStore store, VerificationLog log, ChainWatch watch, ILogger<ChainVerifying> faults)
{
    private const string Name = "Chain verifier";

    /// <summary>Takes up what an earlier process left, then works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await ResumeAsync(stop);
        await foreach (var place in queue.TakeAsync(stop)) await VerifyAsync(place, stop);
    }

    /// <summary>Puts every verification without an answer into the queue.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        foreach (var place in await store.FindAsync<ChainVerification>(row => row.State == VerificationState.Waiting, ct)) queue.Add(place);
    }

    /// <summary>Carries out one, unless it was cancelled.</summary>
    public async Task VerifyAsync(JobPlace place, CancellationToken stop)
    {
        using var work = queue.Begin(place, stop);
        try
        {
            if (!await log.IsWaitingAsync(place.OrganizationId, place.Organization, place.RecordId, work.Token)) return;
            var walked = await runner.RunAsync(Caller.Job(place.UserId, place.Organization, Name), new WalkChain { Progress = work }, work.Token);
            if (!walked.IsOk) await FailAsync(place, walked.Problem.Sentence, stop);
            else if (await log.KeepAsync(place.OrganizationId, place.Organization, place.RecordId, walked.Value.Report, walked.Value.Checkpoints, ChainWatch.Scope(Name, walked.Value.For), stop))
                await watch.SignAsync(place.OrganizationId, place.Organization, walked.Value.Report, stop);
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
        {
            // Cancelled by a person: the row says so already. Stopped with the process: it is taken up by the next.
        }
#pragma warning disable CA1031 // A job has no caller to tell; what went wrong belongs on its row.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broke(faults, fault, place.Organization);
            await FailAsync(place, "The server met a fault, which is in its log.", stop);
        }
    }

    private Task<bool> FailAsync(JobPlace place, string why, CancellationToken ct) => log.EndAsync(place.OrganizationId, place.Organization, place.RecordId, VerificationState.Failed, why, ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "Verifying the chain of {Organization} failed")]
    private static partial void Broke(ILogger log, Exception fault, string organization);
}
