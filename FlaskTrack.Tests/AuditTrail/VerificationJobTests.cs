using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>A verification goes on without its page: it can be come back to, stopped, and its outcome stays.</summary>
public sealed class VerificationJobTests
{
    [Fact]
    public async Task Asking_twice_gives_the_one_that_waits_and_every_outcome_is_kept()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await plant.DoAsync(Role.Auditor, new VerifyChain());
        Assert.Equal((VerificationState.Waiting, (DateTimeOffset?)null), (asked.State, asked.EndedAt));

        Assert.Equal(asked.Id, (await plant.DoAsync(Role.Owner, new VerifyChain())).Id);
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await plant.CarryOutAsync(Role.Auditor, asked);
        await plant.SampleAsync();
        await plant.ChangeAsync(3, "ActorName", "Somebody else");
        await plant.VerifyAsync(Role.Owner);

        var runs = await plant.DoAsync(Role.Admin, new FindVerifications());
        Assert.Equal([(VerificationState.Broken, "Owner of plant"), (VerificationState.Intact, "Auditor of plant")], runs.Select(run => (run.State, run.By)));
        Assert.Equal((3, ChainFault.Changed), (runs[0].FirstBroken, runs[0].Findings[0].Fault));
        Assert.Equal(TimeSpan.FromMinutes(2), runs[1].EndedAt - runs[1].AskedAt);
        Assert.NotNull(runs[1].MerkleRoot);
    }

    [Fact]
    public async Task One_at_work_says_how_far_it_is_and_stops_when_it_is_told_to()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.ChangeAsync(3, "ActorName", "Somebody else");
        await plant.VerifyAsync(Role.Owner);
        var asked = await plant.DoAsync(Role.Auditor, new VerifyChain());
        using var work = lab.Services.GetRequiredService<JobQueue<ChainVerification>>().Begin(plant.PlaceOf(Role.Auditor, asked), default);
        await lab.RunAsync(plant.As(Role.Auditor), new WalkChain { Progress = work });
        var head = (await plant.EventsAsync())[^1].Sequence;

        var seen = (await plant.DoAsync(Role.Admin, new FindVerifications()))[0];
        Assert.Equal(("Verifying", head, head), (seen.Progress!.Stage, seen.Progress.Done, seen.Progress.Total));
        Assert.True(seen.CanCancel);
        var stopped = await plant.DoAsync(Role.Admin, new CancelVerification(asked.Id));

        Assert.True(work.Token.IsCancellationRequested);
        Assert.Equal((VerificationState.Cancelled, "Stopped by Admin of plant."), (stopped.State, stopped.Detail));
        Assert.Equal(VerificationState.Cancelled, (await plant.CarryOutAsync(Role.Auditor, asked)).State);
        Assert.Contains("\"cancelled\":", (await plant.EventsAsync())[^1].After, StringComparison.Ordinal);
        Assert.True((await plant.DoAsync(Role.Viewer, new GetChainStatus())).IsBroken); // a stopped one answers nothing
        Assert.Contains("has ended", (await plant.RunAsync(Role.Admin, new CancelVerification(asked.Id))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_does_not_stop_what_somebody_else_asked_for_and_nobody_what_is_not_theirs()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var ferment = await lab.OrganizationAsync("ferment");
        var asked = await plant.DoAsync(Role.Owner, new VerifyChain());

        Assert.Contains("Owner of plant asked", (await plant.RunAsync(Role.Auditor, new CancelVerification(asked.Id))).NotAllowed(), StringComparison.Ordinal);
        Assert.False((await plant.DoAsync(Role.Auditor, new FindVerifications()))[0].CanCancel);
        Assert.Equal(DenialCode.NotFound, (await ferment.RunAsync(Role.Owner, new CancelVerification(asked.Id))).Denied().Code);
        Assert.Empty(await ferment.DoAsync(Role.Owner, new FindVerifications()));
    }

    [Fact]
    [Trait("assurance", "S7")]
    public async Task Who_lost_the_right_before_it_ran_gets_no_answer()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await plant.DoAsync(Role.Auditor, new VerifyChain());
        var user = plant.UserOf(Role.Auditor);
        await plant.DoAsync(Role.Owner, new SuspendMember(await plant.ReadAsync(context => context.Set<Membership>().Where(row => row.UserId == user).Select(row => row.Id).SingleAsync())));

        var run = await plant.CarryOutAsync(Role.Auditor, asked);

        Assert.Equal(VerificationState.Failed, run.State);
        Assert.NotNull(run.Detail);
        Assert.Null((await plant.DoAsync(Role.Viewer, new GetChainStatus())).LastVerification);
    }

    [Fact]
    public async Task A_restart_takes_up_what_was_asked_for_and_a_suspended_organization_is_verified_too()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.WriteAsync(context => context.Set<Core.Organizations.Organization>().Single().Status = Core.Organizations.OrganizationStatus.Suspended);
        var asked = await plant.DoAsync(Role.Auditor, new VerifyChain());
        var queue = new JobQueue<ChainVerification>();
        var restarted = ActivatorUtilities.CreateInstance<ChainVerifying>(lab.Services, queue);

        await restarted.ResumeAsync(default);
        await using var waiting = queue.TakeAsync(default).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync());
        await restarted.VerifyAsync(waiting.Current, default);

        Assert.Equal((asked.Id, VerificationState.Intact), (waiting.Current.RecordId, (await plant.DoAsync(Role.Auditor, new FindVerifications()))[0].State));
    }
}
