using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Platform.Operations;

public sealed class OperationRunnerTests
{
    [Fact]
    public async Task Founding_an_organization_starts_its_chain_with_the_organization_and_its_owner()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var events = await plant.EventsAsync();

        Assert.Equal("organization", events[0].EntityType);
        Assert.Equal("membership", events[1].EntityType);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Sequence));
        Assert.Equal(ChainHash.Genesis, events[0].PreviousHash);
        foreach (var (previous, next) in events.Zip(events.Skip(1))) Assert.Equal(previous.Hash, next.PreviousHash);
        Assert.All(events, e => Assert.Equal(ChainHash.Compute(e.ToChainEvent()), e.Hash));
    }

    [Fact]
    public async Task A_stranger_to_the_organization_gets_not_found()
    {
        await using var lab = await TestLab.OpenAsync();
        await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");

        var result = await lab.RunAsync(Caller.Demo(ferment.UserOf(Role.Owner), "plant"), new GetMyAccess());

        Assert.Equal(DenialCode.NotFound, Assert.IsType<Problem.Refused>(result.Problem).Denial.Code);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    public async Task A_member_learns_its_own_role(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var mine = await plant.DoAsync(role, new GetMyAccess());

        Assert.Equal(role, mine.Principal.Role.Base);
    }

    [Fact]
    public async Task Nobody_signed_in_is_asked_to_sign_in()
    {
        await using var lab = await TestLab.OpenAsync();

        var result = await lab.RunAsync(Caller.Anonymous, new GetMyAccess());

        Assert.Equal(DenialCode.Unauthenticated, Assert.IsType<Problem.Refused>(result.Problem).Denial.Code);
    }
}
