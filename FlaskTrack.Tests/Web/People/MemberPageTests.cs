using Bunit;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Components.Pages.Members;

namespace FlaskTrack.Tests.Web.People;

public sealed class MemberPageTests : PeoplePage
{
    [Fact]
    public void An_admin_is_offered_acts_on_exactly_the_members_below()
    {
        var page = Open<MembersPage>(Role.Admin, "/members", "Viewer of plant");
        page.WaitForAssertion(() => Assert.Contains("Invite", Acts(page)));

        var offered = page.FindAll("tbody tr").Where(row => row.QuerySelector("[aria-haspopup=menu]") is not null).Select(row => row.QuerySelector("b")!.TextContent).ToList();

        Assert.DoesNotContain("Owner of plant", offered);
        Assert.DoesNotContain("Admin of plant", offered);
        Assert.Superset(new HashSet<string> { "Scientist of plant", "Technician of plant", "Viewer of plant" }, offered.ToHashSet());
        Assert.Equal(6, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public void A_viewer_sees_the_members_and_no_act()
    {
        var page = Open<MembersPage>(Role.Viewer, "/members", "Scientist of plant");

        Assert.DoesNotContain("Invite", Acts(page));
        Assert.Empty(page.FindAll("[aria-haspopup=menu]"));
    }

    [Fact]
    public void The_address_filters_by_role()
    {
        var page = Open<MembersPage>(Role.Viewer, "/members?role=Technician", "Technician of plant");

        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public void The_address_chooses_columns_and_a_chip_takes_its_filter_away()
    {
        var page = Open<MembersPage>(Role.Owner, "/members?role=Viewer&columns=title,role", "Viewer of plant");
        Assert.Equal(["Name", "Job title", "Role"], page.FindAll("thead th").Select(Said).Where(text => text.Length > 0).Select(text => text.TrimEnd([.. text.Where(letter => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.PrivateUse)]).Trim()));

        page.Find("[aria-label='Remove filter Role is Viewer']").Click();

        page.WaitForAssertion(() => Assert.Equal(6, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll(".filter"));
    }

    [Fact]
    public async Task Acts_on_many_answer_each_member_and_leave_those_above_alone()
    {
        var page = Open<MembersPage>(Role.Admin, "/members", "Viewer of plant");
        page.WaitForAssertion(() => Assert.NotNull(page.Find("thead .cbx")));
        await page.Find("thead .cbx").ChangeAsync(new() { Value = true });
        page.WaitForAssertion(() => Assert.Contains("Suspend", Acts(page)));
        await page.FindAll(".bulk button").Single(button => Said(button) == "Suspend").ClickAsync(new());
        await page.FindAll("dialog button").Single(button => button.TextContent == "Suspend 4 members").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("4 of 4 members changed", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Core.Members.MembershipStatus.Active, (await Plant.MemberAsync(Role.Owner)).Status);
        Assert.Equal(Core.Members.MembershipStatus.Suspended, (await Plant.MemberAsync(Role.Viewer)).Status);
    }

    [Fact]
    public async Task An_admin_signs_a_member_out_and_a_viewer_has_no_such_tab()
    {
        var id = await Plant.IdAsync(Role.Viewer);
        await Plant.SignedInAsync(id);
        var page = Open<MemberDetailPage>(Role.Admin, $"/members/{id}?tab=sessions", "Firefox on Windows", with => with.Add(p => p.Id, id));
        page.WaitForAssertion(() => Assert.Contains("End all", Acts(page)));
        await page.FindAll("button").Single(button => button.TextContent == "End all").ClickAsync(new());
        await page.FindAll("dialog button").Single(button => button.TextContent == "End all sessions").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Signed in nowhere", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_admin_resets_a_lost_second_factor_with_a_reason()
    {
        await Lab.EnrolAsync(await Lab.EnterAsync(await Lab.EmailAsync(Plant.UserOf(Role.Technician))));
        var id = await Plant.IdAsync(Role.Technician);
        var page = Open<MemberDetailPage>(Role.Admin, $"/members/{id}", "Lost second factor", with => with.Add(p => p.Id, id));
        page.WaitForAssertion(() => Assert.Contains("Reset second factor", Acts(page)));
        await page.FindAll("button").First(button => button.TextContent == "Reset second factor").ClickAsync(new());
        await page.Find("dialog textarea").ChangeAsync(new() { Value = "Phone was lost" });
        await page.FindAll("dialog button").Single(button => button.TextContent == "Reset second factor").ClickAsync(new());

        page.WaitForAssertion(() => Assert.DoesNotContain("Lost second factor", page.Markup, StringComparison.Ordinal));
        Assert.False((await Plant.DoAsync(Role.Viewer, new Core.Members.GetMember(id))).Member.TwoFactor);
    }

    [Fact]
    public async Task A_viewer_is_not_offered_the_reset_of_a_factor()
    {
        await Lab.EnrolAsync(await Lab.EnterAsync(await Lab.EmailAsync(Plant.UserOf(Role.Technician))));
        var id = await Plant.IdAsync(Role.Technician);
        var page = Open<MemberDetailPage>(Role.Viewer, $"/members/{id}", "Membership", with => with.Add(p => p.Id, id));

        Assert.DoesNotContain("Lost second factor", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_has_no_tab_for_sessions()
    {
        var id = await Plant.IdAsync(Role.Technician);
        var page = Open<MemberDetailPage>(Role.Viewer, $"/members/{id}?tab=sessions", "Membership", with => with.Add(p => p.Id, id));

        Assert.DoesNotContain("Sessions", Acts(page));
    }

    [Fact]
    public async Task A_role_change_shows_what_is_gained_before_it_is_made()
    {
        var id = await Plant.IdAsync(Role.Viewer);
        var page = Open<MemberDetailPage>(Role.Admin, $"/members/{id}?tab=permissions", "Change role", with => with.Add(p => p.Id, id));

        await page.Find("#role").ChangeAsync(new() { Value = "Technician" });
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tr.gain")));
        Assert.Equal(Role.Viewer, (await Plant.MemberAsync(Plant.UserOf(Role.Viewer))).Role);

        await page.FindAll("button").Single(button => button.TextContent == "Review and apply").ClickAsync(new());
        await page.FindAll("dialog button").Single(button => button.TextContent == "Change role").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tr.gain")));
        Assert.Equal(Role.Technician, (await Plant.MemberAsync(Plant.UserOf(Role.Viewer))).Role);
    }

    [Fact]
    public async Task A_viewer_reads_why_and_changes_nothing()
    {
        var id = await Plant.IdAsync(Role.Technician);
        var page = Open<MemberDetailPage>(Role.Viewer, $"/members/{id}?tab=permissions", "Technician holds it", with => with.Add(p => p.Id, id));

        Assert.DoesNotContain(Acts(page), act => act is "Edit" or "Suspend" or "Remove");
        Assert.Empty(page.FindAll("#role"));
    }

    [Fact]
    public async Task The_only_owner_is_told_why_they_cannot_go()
    {
        var id = await Plant.IdAsync(Role.Owner);
        var page = Open<MemberDetailPage>(Role.Owner, $"/members/{id}?tab=permissions", "Change role", with => with.Add(p => p.Id, id));

        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll("button").Single(button => button.TextContent == "Remove").GetAttribute("aria-disabled")));
        Assert.Contains("Make somebody else an owner first", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_without_a_last_day_is_refused_at_the_field()
    {
        var id = await Plant.IdAsync(Role.Viewer);
        var page = Open<MemberDetailPage>(Role.Owner, $"/members/{id}?tab=permissions", "Change role", with => with.Add(p => p.Id, id));

        await page.Find("#role").ChangeAsync(new() { Value = "Auditor" });
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#ends_at")));
        await page.FindAll("button").Single(button => button.TextContent == "Review and apply").ClickAsync(new());
        await page.FindAll("dialog button").Single(button => button.TextContent == "Change role").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Enter its last day", page.Find("#ends_at-error").TextContent, StringComparison.Ordinal));
    }
}
