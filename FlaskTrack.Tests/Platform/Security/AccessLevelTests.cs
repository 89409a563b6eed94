using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Platform.Security;

/// <summary>The level of a member on a record, in the order of the access model.</summary>
public sealed class AccessLevelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 12, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Role.Owner, Visibility.Organization, Level.Owner)]
    [InlineData(Role.Admin, Visibility.Restricted, Level.Owner)]
    [InlineData(Role.Scientist, Visibility.Organization, Level.Edit)]
    [InlineData(Role.Scientist, Visibility.Restricted, Level.None)]
    [InlineData(Role.Technician, Visibility.Organization, Level.Read)]
    [InlineData(Role.Technician, Visibility.Restricted, Level.None)]
    [InlineData(Role.Viewer, Visibility.Organization, Level.Read)]
    [InlineData(Role.Viewer, Visibility.Restricted, Level.None)]
    [InlineData(Role.Auditor, Visibility.Organization, Level.Read)]
    [InlineData(Role.Auditor, Visibility.Restricted, Level.None)]
    [InlineData(Role.NoAccess, Visibility.Organization, Level.None)]
    public void Visibility_gives_each_role_its_base(Role role, Visibility visibility, Level expected) =>
        Assert.Equal(expected, Access.LevelOn(Member(role), Record(visibility), Now));

    [Theory]
    [InlineData(Role.Viewer, Level.Read)]
    [InlineData(Role.Auditor, Level.Read)]
    [InlineData(Role.Technician, Level.Edit)]
    [InlineData(Role.Scientist, Level.Share)]
    public void A_grant_of_share_is_capped_by_the_role(Role role, Level expected) =>
        Assert.Equal(expected, Access.LevelOn(Member(role), Record(Visibility.Restricted, To(1, Level.Share)), Now));

    [Fact]
    public void The_owner_of_a_record_owns_it_whatever_the_role() =>
        Assert.Equal(Level.Owner, Access.LevelOn(Member(Role.Technician), Record(Visibility.Restricted) with { OwnerId = 1 }, Now));

    [Fact]
    public void A_direct_grant_decides_even_where_a_group_would_give_more() =>
        Assert.Equal(Level.Read, Access.LevelOn(Member(Role.Scientist), Record(Visibility.Restricted, ToGroup(5, Level.Share), To(1, Level.Read)), Now));

    [Fact]
    public void The_highest_group_grant_counts() =>
        Assert.Equal(Level.Edit, Access.LevelOn(Member(Role.Scientist), Record(Visibility.Restricted, ToGroup(5, Level.Read), ToGroup(6, Level.Edit), ToGroup(7, Level.Share)), Now));

    [Fact]
    public void An_expired_grant_counts_for_nothing_from_that_instant()
    {
        var record = Record(Visibility.Restricted, To(1, Level.Edit) with { ExpiresAt = Now });

        Assert.Equal(Level.None, Access.LevelOn(Member(Role.Scientist), record, Now));
        Assert.Equal(Level.Edit, Access.LevelOn(Member(Role.Scientist), record, Now.AddTicks(-1)));
    }

    [Fact]
    public void A_project_passes_on_what_it_gives_and_its_owner_counts_as_share()
    {
        var through = Record(Visibility.Restricted) with { Projects = [new ProjectFacts(3, "PRJ-000003", 44, false, [ToGroup(6, Level.Edit)])] };

        Assert.Equal(Level.Edit, Access.LevelOn(Member(Role.Scientist), through, Now));
        Assert.Equal(Level.Share, Access.LevelOn(Member(Role.Scientist) with { MemberId = 44 }, through, Now));
    }

    [Fact]
    public void A_public_project_is_readable_and_no_more() =>
        Assert.Equal(Level.Read, Access.LevelOn(Member(Role.Viewer), Record(Visibility.Restricted) with { Projects = [new ProjectFacts(3, "PRJ-000003", 44, true, [])] }, Now));

    [Fact]
    public void An_admin_opening_a_restricted_record_of_another_is_administrative_and_the_owner_of_it_is_not()
    {
        Assert.True(Access.IsAdministrativeRead(Member(Role.Admin), Record(Visibility.Restricted), Now));
        Assert.False(Access.IsAdministrativeRead(Member(Role.Admin), Record(Visibility.Organization), Now));
        Assert.False(Access.IsAdministrativeRead(Member(Role.Admin), Record(Visibility.Restricted) with { OwnerId = 1 }, Now));
        Assert.False(Access.IsAdministrativeRead(Member(Role.Admin), Record(Visibility.Restricted, To(1, Level.Read)), Now));
    }

    private static Principal Member(Role role) => new() { MemberId = 1, Role = RoleDefinition.BuiltIn(role), IsActive = true, Groups = [5, 6] };

    private static RecordFacts Record(Visibility visibility, params GrantFacts[] grants) => new() { OwnerId = 99, Visibility = visibility, Grants = grants };

    private static GrantFacts To(long member, Level level) => new(false, member, level, null);

    private static GrantFacts ToGroup(long group, Level level) => new(true, group, level, null);
}
