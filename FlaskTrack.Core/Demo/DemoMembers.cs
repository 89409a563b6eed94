using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Demo;

/// <summary>The people of one demo organization, once they have joined it.</summary>
internal sealed class DemoMembers(DemoLab lab, IReadOnlyDictionary<Role, long> users)
{
    public List<long> Sites { get; } = [];

    public Caller As(Role role) => Caller.Demo(users[role], lab.Slug);

    /// <summary>Founds the organization, invites its people and lets each accept.</summary>
    /// <param name="auditUntil">Last day of the auditor.</param>
    public async Task FoundAsync(DemoStage stage, DateTimeOffset auditUntil, CancellationToken ct)
    {
        await stage.DoAsync(Caller.Demo(users[Role.Owner], null), new CreateOrganization(lab.Name, lab.Slug, lab.Kind, "Europe/Copenhagen", IsDemo: true), ct);
        await JoinAsync(stage, Role.Owner, Role.Admin, ct);
        foreach (var role in new[] { Role.Scientist, Role.Technician, Role.Viewer }) await JoinAsync(stage, Role.Admin, role, ct);
        await JoinAsync(stage, Role.Owner, Role.Auditor, ct, auditUntil);
        foreach (var site in lab.Sites)
        {
            Wait(stage, 3);
            Sites.Add((await stage.DoAsync(As(Role.Admin), new CreateSite(site.Name, site.ShortCode, site.Address, site.Containment), ct)).Id);
        }
    }

    /// <summary>Invites somebody of another organization to look on.</summary>
    public Task WelcomeAsync(DemoStage stage, string email, long user, CancellationToken ct) => JoinAsync(stage, Role.Owner, Role.Viewer, email, user, null, ct);

    private Task JoinAsync(DemoStage stage, Role by, Role role, CancellationToken ct, DateTimeOffset? until = null) => JoinAsync(stage, by, role, lab.EmailOf(role), users[role], until, ct);

    private async Task JoinAsync(DemoStage stage, Role by, Role role, string email, long user, DateTimeOffset? until, CancellationToken ct)
    {
        Wait(stage, 4);
        var invited = (await stage.DoAsync(As(by), new InviteMembers([email], role, MemberUntil: until), ct))[0];
        var link = invited.Link ?? throw new InvalidOperationException($"The demo's invitation of {email} was not made: {invited.Sentence}");
        Wait(stage, 11);
        await stage.DoAsync(Caller.Demo(user, null), new AcceptInvitation(link.Segments[^1]), ct);
    }

    private static void Wait(DemoStage stage, int minutes) => stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(minutes));
}
