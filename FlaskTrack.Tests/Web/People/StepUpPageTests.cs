using Bunit;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Components.Pages.Members;

using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.People;

/// <summary>Whoever has to confirm who they are comes back to what they had typed.</summary>
public sealed class StepUpPageTests : PeoplePage
{
    private const string Session = "5f0e";

    [Fact]
    [Trait("assurance", "S18")]
    public async Task A_role_chosen_in_an_old_session_is_still_chosen_after_the_confirmation()
    {
        var now = Lab.Clock.GetUtcNow();
        await Plant.WriteAsync(context => context.Add(new UserSession { Id = Session, UserId = Plant.UserOf(Role.Owner), Authentication = "password", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now.AddMinutes(-6) }));
        var id = await Plant.IdAsync(Role.Viewer);
        var page = Open<MemberDetailPage>(Role.Owner, $"/members/{id}?tab=permissions", "Change role", with => with.Add(p => p.Id, id));

        await page.Find("#role").ChangeAsync(new() { Value = "Technician" });
        page.WaitForAssertion(() => Assert.Contains("Review and apply", page.Markup, StringComparison.Ordinal));
        await page.Find("#reason").ChangeAsync(new() { Value = "Takes over the bench" });
        await Press(page, "Review and apply");
        await Press(page, "Change role");

        page.WaitForAssertion(() => Assert.Contains("Confirm who you are to go on.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Role.Viewer, (await Plant.DoAsync(Role.Owner, new Core.Members.GetMember(id))).Member.Role);
        Assert.Equal($"/account/confirm?ReturnUrl={Uri.EscapeDataString($"/members/{id}?tab=permissions&restore=1")}", page.FindAll("a").Single(link => link.TextContent == "Confirm").GetAttribute("href"));

        Lab.Clock.Advance(TimeSpan.FromSeconds(2)); // typing has paused
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-kept='reason role']")));
        await Plant.WriteAsync(context => context.Set<UserSession>().Single(row => row.Id == Session).AuthenticatedAt = Lab.Clock.GetUtcNow());
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/members/{id}?tab=permissions&restore=1");
        var again = Render<MemberDetailPage>(with => with.Add(p => p.Id, id));

        again.WaitForAssertion(() => Assert.Equal("Takes over the bench", again.Find("#reason").TextContent + again.Find("#reason").GetAttribute("value")), TimeSpan.FromSeconds(10));
        await Press(again, "Review and apply");
        await Press(again, "Change role");
        again.WaitForAssertion(() => Assert.DoesNotContain("Not applied yet", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(Role.Technician, (await Plant.DoAsync(Role.Owner, new Core.Members.GetMember(id))).Member.Role);
    }

    protected override IOperationRunner RunnerOf(Role role) => new SessionRunner(Plant, role);

    private static Task Press(IRenderedComponent<MemberDetailPage> page, string words) => page.FindAll("button").Last(button => Said(button) == words).ClickAsync(new());

    /// <summary>As a browser does: by a session that can be too old.</summary>
    private sealed class SessionRunner(TestOrganization organization, Role role) : IOperationRunner
    {
        private Caller Caller => new() { UserId = organization.UserOf(role), SessionId = Session, Organization = organization.Slug, Channel = "ui" };

        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => organization.Lab.RunAsync(Caller, operation, ct);

        public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
            where TSelf : IOperation<TSelf, TResult> => organization.Lab.RunAsync(Caller with { Once = once }, operation, ct);
    }
}
