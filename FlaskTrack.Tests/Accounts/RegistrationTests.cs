using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Accounts;

public sealed class RegistrationTests
{
    private const string Email = "mina@lab.example";

    [Fact]
    public async Task An_open_invitation_makes_one_account_for_its_address()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var token = await InvitationTests.InviteAsync(plant, Email, Role.Scientist);

        Assert.True((await RegisterAsync(lab, token)).IsOk);
        var again = await RegisterAsync(lab, token, "mina.second");

        Assert.False(again.IsOk);
        Assert.Equal("Mina Dahl", await lab.ReadAsync(context => context.Users.Where(user => user.Email == Email).Select(user => user.FullName).SingleAsync()));
    }

    /// <summary>Nobody gives more than they hold, neither when they invite nor later: what they could not give now makes no account.</summary>
    [Theory]
    [InlineData("accepted by another")]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("membership over")]
    [InlineData("inviter suspended")]
    [InlineData("inviter removed")]
    [InlineData("inviter demoted")]
    [InlineData("inviter left its sites")]
    [InlineData("organization suspended")]
    [InlineData("unknown")]
    public async Task An_invitation_that_no_longer_counts_makes_no_account(string cause)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var north = await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var south = await plant.DoAsync(Role.Owner, new CreateSite("South", "SOUTH"));
        var token = await InvitationTests.InviteAsync(plant, Email, Role.Scientist, lab.Clock.GetUtcNow().AddDays(3), [north.Id]);
        var id = Assert.Single(await plant.DoAsync(Role.Owner, new FindInvitations())).Id;
        var admin = await plant.IdAsync(Role.Admin);
        await (cause switch
        {
            "accepted by another" => plant.WriteAsync(context => context.Set<Invitation>().Single().State = InvitationState.Accepted),
            "revoked" => plant.DoAsync(Role.Owner, new RevokeInvitation(id)),
            "inviter suspended" => plant.DoAsync(Role.Owner, new SuspendMember(admin)),
            "inviter removed" => plant.DoAsync(Role.Owner, new RemoveMember(admin)),
            "inviter demoted" => plant.DoAsync(Role.Owner, new AssignRole(admin, Role.Technician)),
            "inviter left its sites" => plant.ChangeAsync(admin, row => row.Sites = [south.Id]),
            "organization suspended" => plant.WriteAsync(context => context.Set<Organization>().Single().Status = OrganizationStatus.Suspended),
            _ => (Task)Task.CompletedTask,
        });
        if (cause == "expired") lab.Clock.Advance(TimeSpan.FromDays(7));
        if (cause == "membership over") lab.Clock.Advance(TimeSpan.FromDays(3));
        if (cause == "unknown") token = SecretHash.NewSecret();

        var made = await RegisterAsync(lab, token);

        Assert.Equal("This invitation is no longer valid.", made.ShouldBeNotAllowed());
        Assert.False(await lab.ReadAsync(context => context.Users.AnyAsync(user => user.Email == Email)));
    }

    private static Task<Result<StartedSession>> RegisterAsync(TestLab lab, string token, string userName = "mina.dahl") => lab.UseAsync<RegistrationService, Result<StartedSession>>(
        service => service.RegisterAsync(token, new NewAccount("Mina Dahl", userName, null, AccountLab.Password), AccountLab.Stranger, default));
}
