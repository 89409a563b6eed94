using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

/// <summary>MEM-1: the last owner with lasting access goes by no way.</summary>
public sealed class LastOwnerTests
{
    [Theory]
    [InlineData("suspend")]
    [InlineData("remove")]
    [InlineData("unmake")]
    [InlineData("end")]
    [InlineData("later start")]
    public async Task The_only_owner_cannot_leave_in_any_way(string way)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var problem = await LeaveAsync(plant, plant.UserOf(Role.Owner), await plant.IdAsync(Role.Owner), way);

        Assert.Contains("only owner", Assert.IsType<Problem.NotAllowed>(problem).Why, StringComparison.Ordinal);
        Assert.True((await plant.MemberAsync(Role.Owner)) is { Role: Role.Owner, Status: MembershipStatus.Active, EndsAt: null, StartsAt: null });
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("remove")]
    [InlineData("unmake")]
    [InlineData("end")]
    [InlineData("later start")]
    public async Task An_owner_can_go_where_another_one_stays(string way)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (_, second) = await plant.AnotherAsync(Role.Owner, "Olga Berg");

        Assert.Null(await LeaveAsync(plant, plant.UserOf(Role.Owner), second, way));
    }

    [Theory]
    [InlineData("ends")]
    [InlineData("suspended")]
    [InlineData("disabled account")]
    public async Task An_owner_without_lasting_access_does_not_count_as_the_other_one(string other)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, second) = await plant.AnotherAsync(Role.Owner, "Olga Berg");
        if (other == "ends") await plant.ChangeAsync(second, row => row.EndsAt = lab.Clock.GetUtcNow().AddDays(30));
        if (other == "suspended") await plant.ChangeAsync(second, row => row.Status = MembershipStatus.Suspended);
        if (other == "disabled account") await plant.WriteAsync(context => context.Users.Single(row => row.Id == user).Disabled = true);

        var result = await plant.RunAsync(Role.Owner, new RemoveMember(await plant.IdAsync(Role.Owner), await plant.IdAsync(Role.Admin), "Moves abroad"));

        result.ShouldBeNotAllowed();
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("remove")]
    [InlineData("unmake")]
    [InlineData("end")]
    public async Task Owners_who_all_leave_at_the_same_time_leave_one_behind(string way)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var owners = new List<(long UserId, long MemberId)> { (plant.UserOf(Role.Owner), await plant.IdAsync(Role.Owner)) };
        foreach (var name in new[] { "Olga Berg", "Oskar Moe", "Orla Dunne" }) owners.Add(await plant.AnotherAsync(Role.Owner, name));

        var problems = await Task.WhenAll(owners.Select(owner => Task.Run(() => LeaveAsync(plant, owner.UserId, owner.MemberId, way))));

        Assert.Equal(3, problems.Count(problem => problem is null));
        Assert.IsType<Problem.NotAllowed>(Assert.Single(problems, problem => problem is not null));
        Assert.Equal(1, await plant.ReadAsync(context => context.Set<Membership>().CountAsync(row => row.Role == Role.Owner && row.Status == MembershipStatus.Active && row.EndsAt == null)));
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_the_same_time_leave_one()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var first = (UserId: plant.UserOf(Role.Owner), MemberId: await plant.IdAsync(Role.Owner));
        var second = await plant.AnotherAsync(Role.Owner, "Olga Berg");

        var results = await Task.WhenAll(
            Task.Run(() => plant.RunAsync(first.UserId, new RemoveMember(second.MemberId, Reason: "Conflict"))),
            Task.Run(() => plant.RunAsync(second.UserId, new RemoveMember(first.MemberId, Reason: "Conflict"))));

        Assert.Single(results, result => result.IsOk);
        Assert.Equal(1, await plant.ReadAsync(context => context.Set<Membership>().CountAsync(row => row.Role == Role.Owner && row.Status == MembershipStatus.Active)));
    }

    private static async Task<Problem?> LeaveAsync(TestOrganization plant, long actor, long member, string way)
    {
        var soon = plant.Lab.Clock.GetUtcNow().AddDays(10);
        return way switch
        {
            "suspend" => (await plant.RunAsync(actor, new SuspendMember(member, "Leaves"))).Problem,
            "remove" => (await plant.RunAsync(actor, new RemoveMember(member, await plant.IdAsync(Role.Admin), "Leaves"))).Problem,
            "unmake" => (await plant.RunAsync(actor, new AssignOwner(member, Role.Admin, "Leaves"))).Problem,
            "end" => (await plant.RunAsync(actor, await plant.EditOfAsync(member) with { EndsAt = soon, Reason = "Leaves" })).Problem,
            "later start" => (await plant.RunAsync(actor, await plant.EditOfAsync(member) with { StartsAt = soon, Reason = "Leaves" })).Problem,
            _ => throw new InvalidOperationException(way),
        };
    }
}
