using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Members;

public sealed class InvitationTests
{
    [Fact]
    public async Task Each_line_of_a_paste_gets_its_own_answer()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var member = await plant.EmailAsync(plant.UserOf(Role.Viewer));
        var suspended = await plant.EmailAsync(plant.UserOf(Role.Technician));
        await plant.DoAsync(Role.Admin, new SuspendMember(await plant.IdAsync(Role.Technician)));
        await plant.DoAsync(Role.Admin, new InviteMembers(["open@lab.example"], Role.Viewer));
        var pasted = $"mina@lab.example\r\n\r\nno address\nMINA@lab.example\n{member.ToUpperInvariant()}\n{suspended}\nopen@lab.example\nmina\u202e@lab.example\nrobert'); DROP TABLE@lab.example\njørn@lab.example";

        var lines = await plant.DoAsync(Role.Admin, new InviteMembers(InviteMembers.Lines(pasted), Role.Scientist));

        Assert.Equal(
            [InviteOutcome.Invited, InviteOutcome.NotAnAddress, InviteOutcome.Repeated, InviteOutcome.AlreadyMember, InviteOutcome.Suspended, InviteOutcome.AlreadyInvited, InviteOutcome.NotAnAddress, InviteOutcome.NotAnAddress, InviteOutcome.NotAnAddress],
            lines.Select(line => line.Outcome));
        Assert.Equal(Enumerable.Range(1, 9), lines.Select(line => line.Line));
        Assert.Contains("Viewer of plant", lines[3].Sentence, StringComparison.Ordinal);
        Assert.Single(lines, line => line.Link is not null);
        Assert.Equal(["mina@lab.example", "open@lab.example"], (await plant.DoAsync(Role.Admin, new FindInvitations())).Select(row => row.Email));
    }

    [Theory]
    [InlineData(Role.Admin, Role.Admin, false)]
    [InlineData(Role.Admin, Role.Scientist, true)]
    [InlineData(Role.Owner, Role.Admin, true)]
    public async Task One_invites_below_ones_own_role(Role inviter, Role role, bool allowed)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var result = await plant.RunAsync(inviter, new InviteMembers(["mina@lab.example"], role));

        Assert.Equal(allowed, result.IsOk);
        if (!allowed) Assert.Equal(DenialCode.Forbidden, result.ShouldBeRefused().Code);
    }

    [Fact]
    public async Task What_an_invitation_asks_for_is_checked_at_the_field()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var good = new InviteMembers(["mina@lab.example"], Role.Viewer);

        (await plant.RunAsync(Role.Owner, good with { Role = Role.Owner })).ShouldBeWrongAt("role");
        (await plant.RunAsync(Role.Owner, good with { Role = Role.NoAccess })).ShouldBeWrongAt("role");
        (await plant.RunAsync(Role.Owner, good with { Role = Role.Auditor })).ShouldBeWrongAt("member_until");
        (await plant.RunAsync(Role.Owner, good with { MemberUntil = lab.Clock.GetUtcNow() })).ShouldBeWrongAt("member_until");
        (await plant.RunAsync(Role.Owner, good with { Emails = [] })).ShouldBeWrongAt("emails");
        (await plant.RunAsync(Role.Owner, good with { Emails = [.. Enumerable.Range(1, 201).Select(i => $"p{i}@lab.example")] })).ShouldBeWrongAt("emails");
        (await plant.RunAsync(Role.Owner, good with { Days = 31 })).ShouldBeWrongAt("days");
        (await plant.RunAsync(Role.Owner, good with { Days = 0 })).ShouldBeWrongAt("days");
        (await plant.RunAsync(Role.Owner, good with { Message = new string('x', 501) })).ShouldBeWrongAt("message");
        (await plant.RunAsync(Role.Owner, good with { Message = "a\u0007b" })).ShouldBeWrongAt("message");
        (await plant.RunAsync(Role.Owner, good with { Sites = [4711] })).ShouldBeWrongAt("sites");
        Assert.Empty(await plant.DoAsync(Role.Owner, new FindInvitations(All: true)));
    }

    [Fact]
    public async Task Two_hundred_people_are_invited_at_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var lines = await plant.DoAsync(Role.Owner, new InviteMembers([.. Enumerable.Range(1, 200).Select(i => $"p{i}@lab.example")], Role.Technician));

        Assert.Equal(200, lines.Select(line => line.Link).Distinct().Count());
        Assert.All(lines, line => Assert.Equal(InviteOutcome.Invited, line.Outcome));
    }

    [Fact]
    public async Task Where_letters_go_out_the_link_goes_to_the_invited_mailbox_alone()
    {
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new LetterDelivery(new MailServer("mail.example", 587, MailTls.StartTls, null, null, "lab@mail.example", null))));
        var plant = await lab.OrganizationAsync();

        var line = Assert.Single(await plant.DoAsync(Role.Admin, new InviteMembers(["mina@lab.example"], Role.Viewer)));
        var again = await plant.DoAsync(Role.Admin, new ResendInvitation(line.InvitationId!.Value));

        Assert.Null(line.Link);
        Assert.Null(again.Link);
        Assert.Equal(2, (await plant.ReadAsync(context => context.Set<OutboxMail>().ToListAsync())).Count(mail => mail.Text.Contains("/invitation/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_mail_carries_the_link_and_neither_audit_nor_table_knows_the_secret()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var line = Assert.Single(await plant.DoAsync(Role.Admin, new InviteMembers(["mina@lab.example"], Role.Viewer, Message: "Welcome <script>alert(1)</script> 🌱 שלום")));

        var token = Token(line);
        var mail = await plant.ReadAsync(context => context.Set<OutboxMail>().SingleAsync());
        Assert.Equal(("mina@lab.example", "Invitation to Lab plant"), (mail.To, mail.Subject));
        Assert.Contains(line.Link!.ToString(), mail.Text, StringComparison.Ordinal);
        Assert.Contains("Welcome <script>alert(1)</script> 🌱 שלום", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Lab plant", mail.Text, StringComparison.Ordinal);
        var stored = await plant.ReadAsync(context => context.Set<Invitation>().SingleAsync());
        Assert.Equal(SecretHash.Of(token), stored.TokenHash);
        Assert.All(await plant.EventsAsync(), e => Assert.DoesNotContain(token, $"{e.Before}{e.After}{e.EntityLabel}{e.Reason}", StringComparison.Ordinal));
        Assert.All(await plant.EventsAsync(), e => Assert.DoesNotContain(stored.TokenHash, $"{e.Before}{e.After}", StringComparison.Ordinal));
        Assert.DoesNotContain(token, $"{line} {new GetInvitation(token)} {new AcceptInvitation(token)} {new DeclineInvitation(token)}", StringComparison.Ordinal);
        var written = await plant.LastEventAsync();
        Assert.Equal(("members.invite", "invitation", "mina@lab.example"), (written.Action, written.EntityType, written.EntityLabel));
    }

    [Fact]
    public async Task The_holder_of_the_link_sees_what_it_offers()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var token = await InviteAsync(plant, "mina@lab.example", Role.Scientist);

        var view = (await lab.RunAsync(Caller.Anonymous, new GetInvitation(token))).Value;

        Assert.Equal(("Lab plant", "mina@lab.example", Role.Scientist, "Admin of plant", false), (view.Organization, view.Email, view.Role, view.InvitedBy, view.HasAccount));
        Assert.Equal(lab.Clock.GetUtcNow().AddDays(7), view.ExpiresAt);
    }

    /// <summary>INV-1.</summary>
    [Theory]
    [InlineData("accepted")]
    [InlineData("declined")]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("resent")]
    [InlineData("inviter suspended")]
    [InlineData("inviter demoted")]
    [InlineData("inviter left its sites")]
    [InlineData("membership over")]
    [InlineData("unknown")]
    [InlineData("empty")]
    public async Task A_link_that_no_longer_counts_answers_the_same_whatever_the_cause(string cause)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var person = await lab.PersonAsync("Mina Dahl");
        var north = await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var south = await plant.DoAsync(Role.Owner, new CreateSite("South", "SOUTH"));
        var token = await InviteAsync(plant, await plant.EmailAsync(person), Role.Scientist, lab.Clock.GetUtcNow().AddDays(3), [north.Id]);
        var id = Assert.Single(await plant.DoAsync(Role.Owner, new FindInvitations())).Id;
        var admin = await plant.IdAsync(Role.Admin);
        await (cause switch
        {
            "accepted" => lab.RunAsync(plant.Caller(person), new AcceptInvitation(token)),
            "declined" => lab.RunAsync(Caller.Anonymous, new DeclineInvitation(token)),
            "revoked" => plant.DoAsync(Role.Owner, new RevokeInvitation(id)),
            "resent" => plant.DoAsync(Role.Owner, new ResendInvitation(id)),
            "inviter suspended" => plant.DoAsync(Role.Owner, new SuspendMember(admin)),
            "inviter demoted" => plant.DoAsync(Role.Owner, new AssignRole(admin, Role.Viewer)),
            "inviter left its sites" => plant.ChangeAsync(admin, row => row.Sites = [south.Id]),
            _ => (Task)Task.CompletedTask,
        });
        if (cause == "expired") lab.Clock.Advance(TimeSpan.FromDays(7));
        if (cause == "membership over") lab.Clock.Advance(TimeSpan.FromDays(3));
        if (cause == "unknown") token = SecretHash.NewSecret();
        if (cause == "empty") token = "";
        var members = await plant.ReadAsync(context => context.Set<Membership>().CountAsync());
        var other = await lab.PersonAsync("Somebody else");

        var shown = await lab.RunAsync(Caller.Anonymous, new GetInvitation(token));
        var accepted = await lab.RunAsync(Caller.Demo(other, null), new AcceptInvitation(token));
        var declined = await lab.RunAsync(Caller.Anonymous, new DeclineInvitation(token));

        Assert.Equal(Problem.NotFound, shown.Problem);
        Assert.Equal(Problem.NotFound, accepted.Problem);
        Assert.Equal(Problem.NotFound, declined.Problem);
        Assert.Equal(members, await plant.ReadAsync(context => context.Set<Membership>().CountAsync()));
    }

    [Fact]
    public async Task Resending_gives_a_new_link_and_longer_time()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await InviteAsync(plant, "mina@lab.example", Role.Viewer);
        var id = Assert.Single(await plant.DoAsync(Role.Admin, new FindInvitations())).Id;
        lab.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(InvitationStatus.Expired, Assert.Single(await plant.DoAsync(Role.Admin, new FindInvitations())).Status);

        var again = await plant.DoAsync(Role.Owner, new ResendInvitation(id, Days: 30));

        Assert.True((await lab.RunAsync(Caller.Anonymous, new GetInvitation(Token(again)))).IsOk);
        var row = Assert.Single(await plant.DoAsync(Role.Admin, new FindInvitations()));
        Assert.Equal((InvitationStatus.Open, lab.Clock.GetUtcNow().AddDays(30), "Owner of plant"), (row.Status, row.ExpiresAt, row.InvitedBy));
        (await plant.RunAsync(Role.Owner, new RevokeInvitation(id, Version: 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Owner, new ResendInvitation(id, Version: 1))).ShouldBeStale();
    }

    [Fact]
    public async Task An_admin_neither_resends_nor_revokes_the_invitation_of_an_admin()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Owner, new InviteMembers(["mina@lab.example"], Role.Admin));
        var row = Assert.Single(await plant.DoAsync(Role.Admin, new FindInvitations()));

        Assert.False(row.MayChange);
        (await plant.RunAsync(Role.Admin, new ResendInvitation(row.Id))).ShouldBeRefused();
        (await plant.RunAsync(Role.Admin, new RevokeInvitation(row.Id))).ShouldBeRefused();
    }

    internal static async Task<string> InviteAsync(TestOrganization organization, string email, Role role, DateTimeOffset? until = null, IReadOnlyList<long>? sites = null) =>
        Token(Assert.Single(await organization.DoAsync(Role.Admin, new InviteMembers([email], role, sites, until))));

    internal static string Token(InvitedLine line) => line.Link!.Segments[^1];
}
