using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Matrix.Http;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Hosting;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlaskTrack.Tests.Web.Circuits;

/// <summary>Events sent over the hub by hand, for elements that a browser would not let anybody press any more: the server decides anew and changes nothing.</summary>
[Trait("assurance", "S37")]
public sealed class ForgedEventTests
{
    [Fact]
    public async Task A_save_sent_by_hand_works_while_the_right_is_there()
    {
        await using var lab = await HttpLab.OpenAsync();
        await using var page = await EditAsync(lab);

        await TypeAsync(page);
        await page.ClickAsync((await page.ButtonAsync("Save")).Id);

        await page.ShowsAsync("saved as version");
        Assert.Equal("Forged", (await SampleAsync(lab)).Location);
    }

    /// <summary>Between the moment a right is taken, as by another process, and the moment the page hears of it, its handlers are still there.</summary>
    [Theory]
    [InlineData("""UPDATE "Memberships" SET "Role" = 'Viewer' WHERE "DisplayName" = 'Scientist'""")]
    [InlineData("""UPDATE "Samples" SET "Visibility" = 'Restricted'""")]
    public async Task A_save_sent_by_hand_without_the_right_changes_nothing_and_is_in_the_log(string taken)
    {
        await using var lab = await HttpLab.OpenAsync();
        await using var page = await EditAsync(lab);
        await TypeAsync(page);
        var save = await page.ButtonAsync("Save");
        await lab.Web.App.Services.GetServices<IHostedService>().OfType<PeriodicWork>().Single().StopAsync(default);
        await using (var context = lab.Context()) await Sql.ExecuteAsync(context, $"""{taken}; UPDATE "OrganizationHeads" SET "AccessEpoch" = "AccessEpoch" + 1""", default);
        var before = await StateAsync(lab);

        await page.ClickAsync(save.Id);

        Assert.Equal(before, await StateAsync(lab));
        Assert.Null((await SampleAsync(lab)).Location);
        var denied = await LastEventAsync(lab);
        Assert.Equal(("samples.edit", "ui", lab["Scientist"].MemberId), (denied.Action, denied.Channel, denied.ActorId));
        Assert.StartsWith("{\"denied\":", denied.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_event_of_a_page_that_was_made_anew_for_a_lesser_role_does_anything()
    {
        await using var lab = await HttpLab.OpenAsync();
        await using var page = await EditAsync(lab);
        await TypeAsync(page);
        var save = await page.ButtonAsync("Save");
        var answer = await lab.SendAsync(lab[Role.Owner], "PATCH", $"/api/v1/members/{lab["Scientist"].MemberId}", new { role = "viewer" });
        Assert.True(answer.Status == 200, answer.Text);
        await page.UntilAsync(() => page.Gone.ContainsKey(save.Id), "the form has gone");
        var before = await StateAsync(lab);

        Assert.False((await page.ClickAsync(save.Id)).Worked);
        foreach (var handler in page.Handlers.Values.Where(one => page.Gone.ContainsKey(one.Id))) await page.RaiseAsync(handler.Id, handler.Event, handler.Event == "click" ? HubPage.Click : HubPage.Change("Forged"));

        Assert.Equal(before, await StateAsync(lab));
    }

    /// <summary>Suspending the last owner is off at the member's page; the two forms of the settings have buttons that are off until something is typed.</summary>
    [Fact]
    public async Task What_is_off_in_the_browser_does_nothing_when_it_is_pressed_by_hand()
    {
        await using var lab = await HttpLab.OpenAsync();
        await using (var context = lab.Context()) await Sql.ExecuteAsync(context, """UPDATE "Memberships" SET "Role" = 'Admin' WHERE "DisplayName" = 'Owner at A'""", default);
        using var client = lab.Browser(lab[Role.Owner]);
        await using var member = await HubPage.OpenAsync(lab.Web, client, $"/members/{lab[Role.Owner].MemberId}");
        await using var settings = await HubPage.OpenAsync(lab.Web, client, "/organization/settings/general");
        var suspend = await member.ButtonAsync("Suspend");
        await settings.UntilAsync(() => settings.Handlers.Values.Count(one => one.Event == "submit") == 2, "both forms are there");
        var before = await StateAsync(lab);

        Assert.True(suspend.IsOff);
        Assert.True((await member.ClickAsync(suspend.Id)).Worked);
        foreach (var form in settings.Handlers.Values.Where(one => one.Event == "submit")) Assert.True((await settings.RaiseAsync(form.Id, "submit", "{}")).Worked);

        Assert.DoesNotContain(member.Handlers.Values, one => one.Words == "Suspend" && !one.IsOff); // the dialog's own
        Assert.Equal(before, await StateAsync(lab));
    }

    /// <summary>A scientist at the form of a colleague's sample, which scientists may edit.</summary>
    private static async Task<HubPage> EditAsync(HttpLab lab)
    {
        await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0)]);
        using var client = lab.Browser(lab[Role.Scientist]);
        return await HubPage.OpenAsync(lab.Web, client, $"/samples/{(await SampleAsync(lab)).Code}/edit");
    }

    private static async Task TypeAsync(HubPage page)
    {
        var (worked, text) = await page.TypeAsync((await page.FieldAsync("location")).Id, "Forged");
        Assert.True(worked, text);
    }

    private static Task<Sample> SampleAsync(HttpLab lab) => lab.InAsync(lab.Plant, context => context.Set<Sample>().AsNoTracking().SingleAsync());

    /// <summary>Without what a form leaves behind in any case: what was typed as the person's private draft, and that a save was answered.</summary>
    private static async Task<IEnumerable<string>> StateAsync(HttpLab lab) =>
        (await HttpState.ReadAsync(lab)).Where(pair => pair.Key is not ("FormDraft" or "RequestClaim")).Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal);

    private static Task<AuditEvent> LastEventAsync(HttpLab lab) => lab.InAsync(lab.Plant, context => context.Set<AuditEvent>().AsNoTracking().OrderBy(row => row.Sequence).LastAsync());
}
