using Bunit;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Pages.Members;
using FlaskTrack.Web.Components.Pages.Organization;
using FlaskTrack.Web.Components.Pages.Roles;

namespace FlaskTrack.Tests.Web.People;

public sealed class OrganizationPageTests : PeoplePage
{
    [Fact]
    public async Task Each_pasted_address_is_answered_and_its_link_shown()
    {
        var page = Open<InvitationsPage>(Role.Admin, "/members/invitations?invite=1", "E-mail addresses");
        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("#role option").Count));

        await page.Find("#emails").ChangeAsync(new() { Value = "new@lab.example\nno address\nnew@lab.example" });
        await page.Find("#role").ChangeAsync(new() { Value = "Technician" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("1 of 3 addresses invited", page.Markup, StringComparison.Ordinal));
        Assert.Contains("/invitation", page.Find("[data-copy]").GetAttribute("data-copy"), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Revoke", Acts(page)));
    }

    [Fact]
    public void The_matrix_has_a_tick_for_each_permission_a_role_holds()
    {
        var page = Open<RolesPage>(Role.Viewer, "/roles", "What each role is for");

        Assert.Equal(RoleGrants.Of(Role.Viewer).Count, page.FindAll("[aria-label='Viewer may']").Count);
        Assert.Equal(Permissions.All.Count, page.FindAll("tbody td.frozen").Count);
    }

    [Fact]
    public void Two_roles_are_compared_by_what_one_of_them_holds()
    {
        var page = Open<RoleComparePage>(Role.Viewer, "/roles/compare?a=Technician&b=Viewer", "Permissions that differ");

        Assert.Equal(RoleGrants.Of(Role.Technician).Except(RoleGrants.Of(Role.Viewer)).Count(), page.FindAll("[aria-label=Yes]").Count);
        Assert.Equal(page.FindAll("[aria-label=Yes]").Count, page.FindAll("[aria-label=No]").Count);
    }

    [Fact]
    public async Task A_wrong_slug_closes_nothing_and_says_so()
    {
        var page = Open<CloseOrganizationPage>(Role.Owner, "/organization/close", "Type plant to close it");
        await page.Find("#slug").ChangeAsync(new() { Value = "plants" });
        await page.Find("#reason").ChangeAsync(new() { Value = "Moved" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("nothing was closed", page.Find("#slug-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("plants", page.Find("#slug").GetAttribute("value"));
    }

    [Fact]
    public async Task The_slug_changes_with_a_reason_after_saying_what_it_does()
    {
        var page = Open<GeneralSettingsPage>(Role.Admin, "/organization/settings/general", "New slug");
        await page.Find("#slug").ChangeAsync(new() { Value = "Orchard lab" });
        await page.FindAll("form")[^1].SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("2 to 40", page.Find("#slug-error").TextContent, StringComparison.Ordinal));
        Assert.Contains("A reason is needed", page.Find("#slug_reason-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Orchard lab", page.Find("#slug").GetAttribute("value"));

        await page.Find("#slug").ChangeAsync(new() { Value = "orchard" });
        Assert.Contains("nobody else can take it before", page.Markup, StringComparison.Ordinal);
        await page.Find("#slug_reason").ChangeAsync(new() { Value = "A new name" });
        await page.FindAll("form")[^1].SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("works too until", page.Markup, StringComparison.Ordinal));
        await page.Find("#name").ChangeAsync(new() { Value = "Orchard" });
        await page.FindAll("form")[0].SubmitAsync();
        Assert.Empty(page.FindAll(".field-error, [role=alert]"));
        Assert.Equal(("orchard", "Orchard"), ((await Plant.DoAsync(Role.Viewer, new GetOrganization())).Slug, (await Plant.DoAsync(Role.Viewer, new GetOrganization())).Name));
    }

    [Fact]
    public async Task A_picture_is_taken_and_anything_else_refused_at_the_field()
    {
        var page = Open<GeneralSettingsPage>(Role.Admin, "/organization/settings/general", "PNG, JPEG or WebP");
        page.WaitForAssertion(() => Assert.NotNull(page.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>()));
        page.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>().UploadFiles(InputFileContent.CreateFromText("<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", contentType: "image/png"));
        page.WaitForAssertion(() => Assert.Contains("no PNG, JPEG or WebP", page.Find("#logo-error").TextContent, StringComparison.Ordinal));

        page.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[SetLogo.MaxBytes + 1], "logo.png"));
        page.WaitForAssertion(() => Assert.Contains("larger than 1 MB", page.Find("#logo-error").TextContent, StringComparison.Ordinal));

        page.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>().UploadFiles(InputFileContent.CreateFromBinary(FlaskTrack.Tests.Organizations.LogoTests.Png(), "logo.png"));
        page.WaitForAssertion(() => Assert.StartsWith("/organization/logo?v=", page.Find("img").GetAttribute("src"), StringComparison.Ordinal));
        Assert.Equal("image/png", (await Plant.DoAsync(Role.Viewer, new GetLogo())).Info.MediaType);
    }

    [Fact]
    public void Asking_for_a_second_factor_names_those_without_one()
    {
        var page = Open<SecuritySettingsPage>(Role.Owner, "/organization/settings/security", "Second factor");
        Assert.DoesNotContain("Technician of plant", page.Markup, StringComparison.Ordinal);

        page.Find("#two_factor_policy").Change("Required");

        page.WaitForAssertion(() => Assert.Contains("Technician of plant", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("assurance", "SET-2")]
    public async Task A_test_message_that_fails_shows_why_and_leaves_what_is_typed_and_what_is_saved()
    {
        var page = Open<MailSettingsPage>(Role.Admin, "/organization/settings/mail", "Send a test message to me");
        await page.Find("#host").ChangeAsync(new() { Value = "nowhere.invalid" });
        await page.Find("#from_address").ChangeAsync(new() { Value = "lab@plant.example" });
        await page.FindAll("button").Single(button => Said(button) == "Send a test message to me").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The name nowhere.invalid was not found", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("Nothing was saved or changed.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("nowhere.invalid", page.Find("#host").GetAttribute("value"));
        Assert.Null((await Plant.DoAsync(Role.Admin, new GetOrganizationMail())).Server);
    }

    [Fact]
    public async Task A_wrong_short_code_is_told_at_its_field_and_what_was_typed_stays()
    {
        var page = Open<SitesPage>(Role.Owner, "/organization/sites", "No sites yet");
        page.WaitForAssertion(() => Assert.Contains("New site", Acts(page)));
        await page.FindAll("button").Single(button => Said(button) == "New site").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#short_code")));
        await page.Find("#name").ChangeAsync(new() { Value = "North house" });
        await page.Find("#short_code").ChangeAsync(new() { Value = "N1" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("3 to 8 letters", page.Find("#short_code-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("North house", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public void A_viewer_reads_the_profile_and_has_no_settings()
    {
        var page = Open<ProfilePage>(Role.Viewer, "/organization", "Head of the chain");

        Assert.DoesNotContain("Settings", Acts(page));
    }

    /// <summary>A page that somebody goes to inside an open tab says the same as one opened by its address.</summary>
    [Fact]
    public void A_page_that_is_not_open_names_the_permission()
    {
        var page = Open<NoAccess>(Role.Viewer, "/organization/close", "not open to you", with => with.Add(p => p.Permission, "organization.close"));

        Assert.Contains("organization.close", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nordhavn Biolabs", "nordhavn-biolabs")]
    [InlineData("  Crème & Co. ", "creme-co")]
    public void A_name_proposes_its_slug(string name, string slug) => Assert.Equal(slug, Slug.Of(name));

    [Fact]
    public void A_last_day_counts_to_its_midnight_in_the_zone_of_the_lab()
    {
        var oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");
        var end = Days.EndOf("2026-11-30", oslo);

        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), end);
        Assert.Equal("2026-11-30", Days.Last(end, oslo));
    }
}
