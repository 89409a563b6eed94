using System.Net;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

public sealed class InvitationPageTests
{
    /// <summary>What was typed before the invitation was withdrawn is answered with a page, not with an error of the browser.</summary>
    [Theory]
    [InlineData("register")]
    [InlineData("accept")]
    [InlineData("decline")]
    public async Task A_form_sent_after_the_invitation_was_withdrawn_says_so(string form)
    {
        await using var lab = await WebLab.OpenAsync();
        var leila = await lab.LeilaAsync();
        await using var scope = lab.App.Services.CreateAsyncScope();
        var runner = new OperationRunner(new FixedCaller(Caller.Demo(leila, null)), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
        var line = Assert.Single((await runner.RunAsync(new InviteMembers(["mina@lab.example"], Role.Viewer))).Value);
        var browser = lab.Browse();
        Assert.Contains("Join Nordhavn Biolabs", await browser.ReadAsync(line.Link!.AbsolutePath), StringComparison.Ordinal);
        Assert.True((await runner.RunAsync(new RevokeInvitation(line.InvitationId!.Value))).IsOk);

        var answer = await browser.PostAsync("/sign-in", form, [new("full_name", "Mina Dahl"), new("user_name", "mina.dahl"), new("password", AccountLab.Password)], line.Link.AbsolutePath);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("This invitation is no longer valid", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
