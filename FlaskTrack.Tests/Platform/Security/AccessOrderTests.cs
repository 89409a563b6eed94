using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Platform.Security;

/// <summary>The order of checks is the table of the access model: with every later reason also true, the earlier one is the answer.</summary>
public sealed class AccessOrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly ActGuards Bare = new(HasReason: false, HasSignature: false, Now);
    private static readonly RecordFacts Worst = new() { OwnerId = 99, Visibility = Visibility.Restricted, SiteId = 7, Lock = new RecordLock("archived", "SMP-000001 is archived.") };

    [Fact]
    public void Nobody_is_asked_to_sign_in_first() =>
        Assert.Equal(DenialCode.Unauthenticated, Access.Decide(null, Permissions.Samples.Delete, Worst, Bare)!.Code);

    [Fact]
    public void A_member_who_is_not_active_finds_nothing() =>
        Assert.Equal(DenialCode.NotFound, Access.Decide(Member(Role.Viewer) with { IsActive = false, Sites = [1] }, Permissions.Samples.Delete, Worst, Bare)!.Code);

    [Fact]
    public void A_role_without_the_right_is_told_which_right() =>
        Assert.Equal("samples.delete", Access.Decide(Member(Role.Viewer) with { Sites = [1] }, Permissions.Samples.Delete, Worst, Bare)!.RequiredCapability);

    [Fact]
    public void A_scope_cuts_the_role_down()
    {
        var narrow = Member(Role.Owner) with { Scopes = PermissionSet.Of([Permissions.Records.View]) };

        Assert.Null(Access.Decide(narrow, Permissions.Records.View, Worst, Bare));
        Assert.Equal("samples.edit", Access.Decide(narrow, Permissions.Samples.Edit, Worst, Bare)!.RequiredCapability);
    }

    [Fact]
    public void A_missing_flag_comes_before_the_record() =>
        Assert.Equal("can_run_pipelines", Access.Decide(Member(Role.Scientist) with { Sites = [1] }, Permissions.Pipelines.Run, Worst, Bare)!.RequiredCapability);

    [Fact]
    public void A_site_outside_comes_before_the_level() =>
        Assert.Equal("site", Access.Decide(Member(Role.Scientist) with { Sites = [1] }, Permissions.Samples.Edit, Worst, Bare)!.Restriction);

    [Fact]
    public void A_level_too_low_comes_before_the_state()
    {
        var denial = Access.Decide(Member(Role.Scientist) with { Sites = [7] }, Permissions.Samples.Edit, Worst, Bare)!;

        Assert.Equal((DenialCode.Forbidden, Level.Edit, Level.None), (denial.Code, denial.RequiredLevel, denial.CurrentLevel));
    }

    [Fact]
    public void The_state_comes_before_the_missing_reason()
    {
        var denial = Access.Decide(Member(Role.Owner), Permissions.Samples.Edit, Worst, Bare)!;

        Assert.Equal((DenialCode.RecordLocked, "SMP-000001 is archived."), (denial.Code, denial.Sentence));
    }

    [Fact]
    public void A_missing_reason_is_asked_for_last()
    {
        Assert.Equal(DenialCode.ReasonRequired, Access.Decide(Member(Role.Owner), Permissions.Samples.Delete, Worst, Bare)!.Code);
        Assert.Null(Access.Decide(Member(Role.Owner), Permissions.Samples.Delete, Worst, Bare with { HasReason = true }));
    }

    [Fact]
    public void A_missing_signature_is_asked_for_last() =>
        Assert.Equal(DenialCode.SignatureRequired, Access.Decide(Member(Role.Admin), Permissions.Approvals.Decide, Worst with { Lock = null }, Bare)!.Code);

    private static Principal Member(Role role) => new() { MemberId = 1, Role = RoleDefinition.BuiltIn(role), IsActive = true };
}
