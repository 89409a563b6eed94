using System.Text;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Components.Pages.Members;

namespace FlaskTrack.Tests.Members;

public sealed class MemberListTests
{
    [Fact]
    public async Task Members_are_filtered_by_second_factor_and_by_what_they_did_last()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.WriteAsync(context => context.Users.Single(user => user.Id == plant.UserOf(Role.Viewer)).TwoFactorEnabled = true);

        var with = await plant.DoAsync(Role.Viewer, new FindMembers(TwoFactor: true));
        var without = await plant.DoAsync(Role.Viewer, new FindMembers(TwoFactor: false));
        var idle = await plant.DoAsync(Role.Viewer, new FindMembers(InactiveDays: 90));

        Assert.Equal("Viewer of plant", Assert.Single(with.Rows).DisplayName);
        Assert.Equal(5, without.Total);
        Assert.Equal(6, idle.Total);
        (await plant.RunAsync(Role.Viewer, new FindMembers(InactiveDays: 0))).ShouldBeWrongAt("inactive_days");
    }

    [Fact]
    public async Task An_export_has_what_the_list_has_and_is_written_down()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.ChangeAsync(await plant.IdAsync(Role.Viewer), member => member.DisplayName = "=1+1");

        var file = await plant.DoAsync(Role.Auditor, new ExportMembers(new FindMembers(Role: Role.Viewer), ExportFormat.Csv));

        var lines = Encoding.UTF8.GetString(file.Content).Trim('\uFEFF', '\r', '\n').Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Name,E-mail,Job title,Role", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[1].Split(','), cell => cell.StartsWith('='));
        var written = await plant.LastEventAsync();
        Assert.Equal("data.export", written.Action);
        Assert.Contains(file.Sha256, written.After, StringComparison.Ordinal);
        Assert.Equal(1, (await plant.DoAsync(Role.Owner, new ExportMembers(new FindMembers(), Ids: [await plant.IdAsync(Role.Owner)]))).Rows);
        (await plant.RunAsync(Role.Owner, new ExportMembers(new FindMembers(), ExportFormat.Json))).ShouldBeWrongAt("format");
    }

    [Fact]
    public async Task The_slice_of_a_member_shows_sign_ins_to_reviewers_only()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (_, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await plant.SignedInAsync(member);
        await plant.DoAsync(Role.Admin, new AssignRole(member, Role.Viewer, Reason: "Moved to reading"));

        var reviewer = await plant.DoAsync(Role.Auditor, new GetMemberHistory(member));
        var viewer = await plant.DoAsync(Role.Viewer, new GetMemberHistory(member));

        Assert.Contains(reviewer.Entries, entry => entry.Event.Action == "auth.sign-in");
        Assert.DoesNotContain(viewer.Entries, entry => entry.Event.EntityType == "account");
        Assert.Contains(viewer.Entries, entry => entry.Event.Reason == "Moved to reading");
    }

    [Theory]
    [InlineData("q=lind&role=Viewer&status=Suspended&site=3&factor=off&inactive=90&sort=-active&size=100&columns=role,joined&after=x")]
    [InlineData("view=7&sort=email")]
    [InlineData("")]
    public void The_address_reproduces_the_list(string query) => Assert.Equal(query, Uri.UnescapeDataString(MemberAddress.Read(query).ToQuery()));

    [Fact]
    public void What_the_address_does_not_know_is_left_out() => Assert.Equal("", MemberAddress.Read("role=King&sort=height&size=7&inactive=-3&factor=maybe").ToQuery());
}
