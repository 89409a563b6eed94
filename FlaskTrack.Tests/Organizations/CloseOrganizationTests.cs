using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Organizations;

public sealed class CloseOrganizationTests
{
    /// <summary>ORG-4.</summary>
    [Fact]
    public async Task A_wrong_slug_or_a_missing_reason_closes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.Contains("nothing was closed", (await plant.RunAsync(Role.Owner, new CloseOrganization("Plant", "Moved"))).ShouldBeWrongAt("slug"), StringComparison.Ordinal);
        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new CloseOrganization("plant", " "))).ShouldBeRefused().Code);
        Assert.Equal("organization.close", (await plant.RunAsync(Role.Admin, new CloseOrganization("plant", "Moved"))).ShouldBeRefused().RequiredCapability);
        Assert.Equal(OrganizationStatus.Active, (await plant.DoAsync(Role.Viewer, new GetOrganization())).Status);
    }

    [Fact]
    public async Task A_closed_organization_lets_nobody_in_and_keeps_its_log()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        await plant.DoAsync(Role.Owner, new CloseOrganization("plant", "Moved to another organization"));

        foreach (var role in PeopleHelpers.Roles) (await plant.RunAsync(role, new GetMyAccess())).ShouldBeNotFound();
        Assert.Empty(await plant.DoAsync(Role.Owner, new FindMyOrganizations()));
        var written = (await plant.EventsAsync())[^2..].First(e => e.EntityType == "organization" && e.Before is not null);
        Assert.Equal(("organization.close", "Moved to another organization"), (written.Action, written.Reason));
        Assert.Contains("\"status\":\"closed\"", written.After, StringComparison.Ordinal);
        Assert.Contains((await lab.LettersAsync()), mail => mail.Subject == "Lab plant was closed");
    }

    [Fact]
    public async Task The_operator_opens_it_again_for_ninety_days()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var keeping = lab.Services.GetRequiredService<OrganizationKeeping>();
        Assert.Equal(ReopenOutcome.NotClosed, await keeping.ReopenAsync("plant", "Mistake"));
        Assert.Equal(ReopenOutcome.NotFound, await keeping.ReopenAsync("nowhere", "Mistake"));
        await plant.DoAsync(Role.Owner, new CloseOrganization("plant", "Moved"));

        lab.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(ReopenOutcome.Reopened, await keeping.ReopenAsync("plant", "Closed by mistake"));

        Assert.Equal(OrganizationStatus.Active, (await plant.DoAsync(Role.Viewer, new GetOrganization())).Status);
        var written = (await plant.EventsAsync()).Last(e => e.Action == "organization.reopen");
        Assert.Equal(("system", "Command line", "Closed by mistake"), (written.ActorKind, written.ActorName, written.Reason));
        await plant.DoAsync(Role.Owner, new CloseOrganization("plant", "Moved"));
        lab.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(ReopenOutcome.TooLate, await keeping.ReopenAsync("plant", "Closed by mistake"));
    }

    [Fact]
    public async Task First_steps_are_ticked_by_what_is_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var before = await plant.DoAsync(Role.Owner, new FindFirstSteps());
        Assert.Equal([FirstStepKind.Invite], before.Where(step => step.IsDone).Select(step => step.Kind));

        await plant.DoAsync(Role.Owner, new EditOrganization("Plant", OrganizationKind.Laboratory, "Europe/Oslo", "en-GB", "lab@plant.example", null, null));
        await plant.SampleAsync();

        Assert.Equal([FirstStepKind.Contact, FirstStepKind.Invite, FirstStepKind.Sample], (await plant.DoAsync(Role.Owner, new FindFirstSteps())).Where(step => step.IsDone).Select(step => step.Kind));
    }
}
