using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Members;

/// <summary>Every operation on people, sites and settings against every role: allowed exactly where the catalogue says, a refusal is written down and
/// changes nothing else.</summary>
[Trait("assurance", "P11-10g")]
public sealed class PeopleMatrixTests
{
    public static TheoryData<string> Operations => [.. Cases.Keys];

    private static readonly Dictionary<string, Func<TestOrganization, Role, Ids, Task<Problem?>>> Cases = new()
    {
        [nameof(GetOrganization)] = (lab, role, _) => Run(lab, role, new GetOrganization()),
        [nameof(EditOrganization)] = (lab, role, _) => Run(lab, role, new EditOrganization("Plant", OrganizationKind.Company, "Europe/Oslo", "nb-NO", null, null, null)),
        [nameof(EditOrganizationSecurity)] = (lab, role, _) => Run(lab, role, new EditOrganizationSecurity(TwoFactorPolicy.Optional, 20, 8, Visibility.Organization, false, null)),
        [nameof(FindMembersWithoutSecondFactor)] = (lab, role, _) => Run(lab, role, new FindMembersWithoutSecondFactor(TwoFactorPolicy.Required)),
        [nameof(FindSites)] = (lab, role, _) => Run(lab, role, new FindSites()),
        [nameof(CreateSite)] = (lab, role, _) => Run(lab, role, new CreateSite("South", "SOUTH")),
        [nameof(EditSite)] = (lab, role, ids) => Run(lab, role, new EditSite(ids.Site, "Norden", "NORD", null, ContainmentLevel.Bsl1, null)),
        [nameof(ArchiveSite)] = (lab, role, ids) => Run(lab, role, new ArchiveSite(ids.Site)),
        [nameof(RestoreSite)] = (lab, role, ids) => Run(lab, role, new RestoreSite(ids.ArchivedSite)),
        [nameof(FindMembers)] = (lab, role, _) => Run(lab, role, new FindMembers()),
        [nameof(GetMember)] = (lab, role, ids) => Run(lab, role, new GetMember(ids.Member)),
        [nameof(GetRoleMatrix)] = (lab, role, _) => Run(lab, role, new GetRoleMatrix()),
        [nameof(PreviewRoleChange)] = (lab, role, ids) => Run(lab, role, new PreviewRoleChange(ids.Member, Role.Technician)),
        [nameof(AssignRole)] = (lab, role, ids) => Run(lab, role, new AssignRole(ids.Member, Role.Technician)),
        [nameof(AssignOwner)] = (lab, role, ids) => Run(lab, role, new AssignOwner(ids.Member, Role.Owner, "Takes over the lab")),
        [nameof(EditMember)] = async (lab, role, ids) => await Run(lab, role, await lab.EditOfAsync(ids.Member) with { JobTitle = "Bench lead" }),
        [nameof(FindMemberSessions)] = (lab, role, ids) => Run(lab, role, new FindMemberSessions(ids.Member)),
        [nameof(EndMemberSessions)] = (lab, role, ids) => Run(lab, role, new EndMemberSessions(ids.Member)),
        [nameof(ResetSecondFactor)] = (lab, role, ids) => Run(lab, role, new ResetSecondFactor(ids.Member, "Phone was lost")),
        [nameof(ChangeSlug)] = (lab, role, _) => Run(lab, role, new ChangeSlug($"plant-{Guid.NewGuid():n}"[..20], "Asked for in the matrix")),
        [nameof(FindSettingChanges)] = (lab, role, _) => Run(lab, role, new FindSettingChanges()),
        [nameof(FindFirstSteps)] = (lab, role, _) => Run(lab, role, new FindFirstSteps()),
        [nameof(ExportMembers)] = (lab, role, _) => Run(lab, role, new ExportMembers(new FindMembers())),
        [nameof(SuspendMember)] = (lab, role, ids) => Run(lab, role, new SuspendMember(ids.Member)),
        [nameof(ReactivateMember)] = (lab, role, ids) => Run(lab, role, new ReactivateMember(ids.Suspended)),
        [nameof(RemoveMember)] = (lab, role, ids) => Run(lab, role, new RemoveMember(ids.Member)),
        [nameof(InviteMembers)] = (lab, role, _) => Run(lab, role, new InviteMembers(["mina@lab.example"], Role.Viewer)),
        [nameof(FindInvitations)] = (lab, role, _) => Run(lab, role, new FindInvitations()),
        [nameof(ResendInvitation)] = (lab, role, ids) => Run(lab, role, new ResendInvitation(ids.Invitation)),
        [nameof(RevokeInvitation)] = (lab, role, ids) => Run(lab, role, new RevokeInvitation(ids.Invitation)),
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_role_may_exactly_what_the_catalogue_says(string operation)
    {
        var requires = OperationCatalogue.All.Values.Single(info => info.Name == operation).Requires;
        var wrong = new List<string>();
        await using var lab = await TestLab.OpenAsync();
        foreach (var role in PeopleHelpers.Roles)
        {
            var plant = await lab.OrganizationAsync($"plant-{role.ToString().ToLowerInvariant()}");
            var ids = await Ids.ArrangeAsync(plant);
            var before = (await plant.EventsAsync()).Count;

            var problem = await Cases[operation](plant, role, ids);

            var added = (await plant.EventsAsync()).Skip(before).ToList();
            var expected = RoleGrants.Of(role).Contains(requires) ? problem is null : IsRefusal(problem, requires) && added is [var one] && IsDenial(one, requires);
            if (!expected) wrong.Add($"{role}: {problem?.Sentence ?? "allowed"}, {added.Count} events");
        }

        Assert.Empty(wrong);
    }

    private static bool IsRefusal(Problem? problem, Permission requires) => problem is Problem.Refused { Denial: var denial } && denial.RequiredCapability == requires.Name;

    private static bool IsDenial(AuditEvent e, Permission requires) => e.Action == requires.Name && e.After?.Contains("\"denied\":\"FORBIDDEN\"", StringComparison.Ordinal) == true;

    [Theory]
    [InlineData(nameof(EditSite))]
    [InlineData(nameof(ArchiveSite))]
    [InlineData(nameof(RestoreSite))]
    [InlineData(nameof(GetMember))]
    [InlineData(nameof(PreviewRoleChange))]
    [InlineData(nameof(AssignRole))]
    [InlineData(nameof(AssignOwner))]
    [InlineData(nameof(FindMemberSessions))]
    [InlineData(nameof(EndMemberSessions))]
    [InlineData(nameof(ResetSecondFactor))]
    [InlineData(nameof(SuspendMember))]
    [InlineData(nameof(ReactivateMember))]
    [InlineData(nameof(RemoveMember))]
    [InlineData(nameof(ResendInvitation))]
    [InlineData(nameof(RevokeInvitation))]
    public async Task An_id_of_another_organization_is_not_found(string operation)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var foreign = await Ids.ArrangeAsync(ferment);
        var before = (await ferment.EventsAsync()).Count;

        var problem = await Cases[operation](plant, Role.Owner, foreign);
        var unknown = await Cases[operation](plant, Role.Owner, new Ids(987654, 987654, 987654, 987654, 987654));

        Assert.Equal(DenialCode.NotFound, Assert.IsType<Problem.Refused>(problem).Denial.Code);
        Assert.Equal(unknown, problem);
        Assert.Equal(before, (await ferment.EventsAsync()).Count);
    }

    private static async Task<Problem?> Run<TSelf, TResult>(TestOrganization organization, Role role, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult> => (await organization.RunAsync(role, operation)).Problem;

    public sealed record Ids(long Member, long Suspended, long Site, long ArchivedSite, long Invitation)
    {
        public static async Task<Ids> ArrangeAsync(TestOrganization organization)
        {
            var (vera, member) = await organization.AnotherAsync(Role.Viewer, "Vera Lind");
            await organization.WriteAsync(context => context.Users.Single(user => user.Id == vera).TwoFactorEnabled = true);
            await organization.SignedInAsync(member);
            var (_, suspended) = await organization.AnotherAsync(Role.Viewer, "Sam Holt");
            await organization.DoAsync(Role.Owner, new SuspendMember(suspended));
            var site = await organization.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
            var old = await organization.DoAsync(Role.Owner, new CreateSite("Old", "OLD"));
            await organization.DoAsync(Role.Owner, new ArchiveSite(old.Id));
            var line = Assert.Single(await organization.DoAsync(Role.Owner, new InviteMembers(["open@lab.example"], Role.Viewer)));
            return new Ids(member, suspended, site.Id, old.Id, line.InvitationId!.Value);
        }
    }
}
