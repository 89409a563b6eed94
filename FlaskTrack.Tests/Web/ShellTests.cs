using Bunit;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web;

public sealed class ShellTests : KitContext
{
    private Shell Frame => Services.GetRequiredService<Shell>();

    [Fact]
    public void Entries_go_when_a_right_is_taken_and_an_empty_group_goes_with_them()
    {
        var nav = Render<SideNav>();
        Assert.Contains("Members", nav.Markup, StringComparison.Ordinal);
        Frame.Allows = entry => entry.Group != "People" && entry.Title != "Audit log";
        Frame.Refresh();
        nav.WaitForAssertion(() => Assert.DoesNotContain("People", nav.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Audit log", nav.Markup, StringComparison.Ordinal);
        Assert.Contains("Evidence", nav.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bell_appears_with_its_count_when_notifications_can_be_read()
    {
        var bar = Render<TopBar>();
        Assert.Empty(bar.FindAll("[popovertarget=bell]"));
        (Frame.Unread, Frame.Notifications) = (2, _ => Task.FromResult<IReadOnlyList<Notice>>([]));
        Frame.Refresh();
        bar.WaitForAssertion(() => Assert.Equal("Notifications, 2 unread", bar.Find("[popovertarget=bell]").GetAttribute("aria-label")));
    }

    [Fact]
    public void One_organization_offers_no_switch()
    {
        Frame.Organization = new("Nordhavn Biolabs", null, "/organization/switch/nordhavn", true);
        Frame.Organizations = [Frame.Organization];
        Assert.Empty(Render<OrganizationSwitch>().FindAll("[popover]"));
    }
}
