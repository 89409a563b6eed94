using Bunit;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Drafts;
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
        await OldSessionAsync(Role.Owner);
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
        await ConfirmedAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/members/{id}?tab=permissions&restore=1");
        var again = Render<MemberDetailPage>(with => with.Add(p => p.Id, id));

        again.WaitForAssertion(() => Assert.Equal("Takes over the bench", again.Find("#reason").TextContent + again.Find("#reason").GetAttribute("value")), TimeSpan.FromSeconds(10));
        await Press(again, "Review and apply");
        await Press(again, "Change role");
        again.WaitForAssertion(() => Assert.DoesNotContain("Not applied yet", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(Role.Technician, (await Plant.DoAsync(Role.Owner, new Core.Members.GetMember(id))).Member.Role);
    }

    [Fact]
    [Trait("assurance", "S18")]
    public async Task Members_selected_in_an_old_session_are_still_selected_and_their_role_still_chosen_after_the_confirmation()
    {
        await OldSessionAsync(Role.Admin);
        var page = Open<MembersPage>(Role.Admin, "/members", "Viewer of plant");
        await SelectAsync(page, Role.Technician);
        await SelectAsync(page, Role.Viewer);
        page.WaitForAssertion(() => Assert.Contains("Change role", Acts(page)));
        await PressAsync(page, "Change role");
        await page.Find("#bulk-role").ChangeAsync(new() { Value = "Scientist" });
        await page.Find("#confirm-reason").ChangeAsync(new() { Value = "The lab grows" });
        await PressAsync(page, "Change the role of 2 members");

        page.WaitForAssertion(() => Assert.Contains("Confirm who you are to go on.", page.Markup, StringComparison.Ordinal));
        Assert.Equal($"/account/confirm?ReturnUrl={Uri.EscapeDataString("/members?restore=1")}", page.FindAll("a").Single(link => link.TextContent == "Confirm").GetAttribute("href"));
        page.WaitForAssertion(() => Assert.NotNull(Lab.RunAsync(Plant.As(Role.Admin), new FindDraft("member-bulk")).GetAwaiter().GetResult().Value.Draft), TimeSpan.FromSeconds(10));

        // The page may show fewer members than were selected.
        await ConfirmedAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/members?role=Viewer&restore=1");
        var again = Render<MembersPage>();
        again.WaitForAssertion(() => Assert.Equal("Scientist", again.Find("#bulk-role option[selected]").GetAttribute("value")), TimeSpan.FromSeconds(10));
        Assert.Equal("The lab grows", again.Find("#confirm-reason").TextContent + again.Find("#confirm-reason").GetAttribute("value"));
        await PressAsync(again, "Change the role of 2 members");

        again.WaitForAssertion(() => Assert.Contains("2 of 2 members changed", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal((Role.Scientist, Role.Scientist), ((await Plant.MemberAsync(Role.Viewer)).Role, (await Plant.MemberAsync(Role.Technician)).Role));
        Assert.Null((await Plant.DoAsync(Role.Admin, new FindDraft("member-bulk"))).Draft);
    }

    [Fact]
    public async Task A_bulk_act_that_was_given_up_at_the_confirmation_does_not_come_back_by_itself()
    {
        await OldSessionAsync(Role.Admin);
        var page = Open<MembersPage>(Role.Admin, "/members", "Viewer of plant");
        await SelectAsync(page, Role.Viewer);
        page.WaitForAssertion(() => Assert.Contains("Change role", Acts(page)));
        await PressAsync(page, "Change role");
        await PressAsync(page, "Change the role of 1 member");
        page.WaitForAssertion(() => Assert.Contains("Confirm who you are to go on.", page.Markup, StringComparison.Ordinal));

        var later = Render<MembersPage>();

        later.WaitForAssertion(() => Assert.Contains("Viewer of plant", later.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        later.WaitForAssertion(() => Assert.Null(Lab.RunAsync(Plant.As(Role.Admin), new FindDraft("member-bulk")).GetAwaiter().GetResult().Value.Draft), TimeSpan.FromSeconds(10));
        Assert.Empty(later.FindAll("#bulk-role"));
        Assert.DoesNotContain("left this form", later.Markup, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("assurance", "S18")]
    public async Task The_reason_of_a_factor_reset_is_still_there_after_the_confirmation()
    {
        await Lab.EnrolAsync(await Lab.EnterAsync(await Lab.EmailAsync(Plant.UserOf(Role.Technician))));
        await OldSessionAsync(Role.Admin);
        var id = await Plant.IdAsync(Role.Technician);
        var page = Open<MemberDetailPage>(Role.Admin, $"/members/{id}", "Lost second factor", with => with.Add(p => p.Id, id));
        page.WaitForAssertion(() => Assert.Contains("Reset second factor", Acts(page)));
        await page.FindAll("button").First(button => button.TextContent == "Reset second factor").ClickAsync(new());
        await page.Find("#confirm-reason").ChangeAsync(new() { Value = "Phone was lost" });
        await Press(page, "Reset second factor");
        page.WaitForAssertion(() => Assert.Contains("Confirm who you are to go on.", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.NotNull(Lab.RunAsync(Plant.As(Role.Admin), new FindDraft("member-factor", $"{id}")).GetAwaiter().GetResult().Value.Draft), TimeSpan.FromSeconds(10));

        await ConfirmedAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/members/{id}?restore=1");
        var again = Render<MemberDetailPage>(with => with.Add(p => p.Id, id));
        again.WaitForAssertion(() => Assert.Equal("Phone was lost", again.Find("#confirm-reason").TextContent + again.Find("#confirm-reason").GetAttribute("value")), TimeSpan.FromSeconds(10));
        await Press(again, "Reset second factor");

        again.WaitForAssertion(() => Assert.DoesNotContain("Lost second factor", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    private async Task OldSessionAsync(Role role)
    {
        var now = Lab.Clock.GetUtcNow();
        await Plant.WriteAsync(context => context.Add(new UserSession { Id = Session, UserId = Plant.UserOf(role), Authentication = "password", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now.AddMinutes(-6) }));
    }

    private Task ConfirmedAsync() => Plant.WriteAsync(context => context.Set<UserSession>().Single(row => row.Id == Session).AuthenticatedAt = Lab.Clock.GetUtcNow());

    private static Task SelectAsync(IRenderedComponent<MembersPage> page, Role role)
    {
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody .cbx")));
        return page.FindAll("tbody tr").Single(row => row.TextContent.Contains($"{role} of plant", StringComparison.Ordinal)).QuerySelector(".cbx")!.ChangeAsync(new() { Value = true });
    }

    private static Task PressAsync(IRenderedComponent<MembersPage> page, string words) => page.FindAll("button").First(button => Said(button) == words).ClickAsync(new());

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
