using System.Net;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Shared;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Web.Accounts;

/// <summary>A person reads times in a zone of their own, dates in their form and pages in their theme, in every browser.</summary>
public sealed class PreferencesTests
{
    private static readonly KeyValuePair<string, string>[] Chosen = [new("time_zone", "Asia/Tokyo"), new("locale", "de-DE"), new("date_form", "Iso"), new("theme", "Dark")];

    [Fact]
    public async Task What_is_chosen_holds_on_the_next_page_and_is_named()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        var saved = await browser.PostAsync("/account", "preferences", Chosen);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var account = await browser.ReadAsync("/account");
        foreach (var choice in Chosen) Assert.Contains($"<option value=\"{choice.Value}\" selected", account, StringComparison.Ordinal);
        var sessions = await browser.ReadAsync("/account/sessions");
        Assert.Matches(@">\d{4}-\d\d-\d\d, \d\d:\d\d JST</time>", sessions);
        Assert.Contains("data-theme=\"dark\"", sessions, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_zone", "Mars/Base", "Time zone must be an IANA zone")]
    [InlineData("locale", "xx", "Locale must be a language tag")]
    public async Task A_wrong_choice_is_told_and_the_others_stay(string field, string value, string sentence)
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        var answer = await (await browser.PostAsync("/account", "preferences", [.. Chosen.Select(choice => choice.Key == field ? new(field, value) : choice)])).Content.ReadAsStringAsync();

        Assert.Contains(sentence, answer, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Dark\" selected", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("data-theme=\"dark\"", await browser.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_an_organization_are_read_in_its_zone_until_the_member_chooses_one()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        Assert.Equal("Europe/Berlin", ReadersZone.Of(await plant.DoAsync(Role.Viewer, new GetMyAccess())).Id);

        await plant.WriteAsync(context => context.Users.Single(user => user.Id == plant.UserOf(Role.Viewer)).TimeZone = "Asia/Tokyo");

        Assert.Equal("Asia/Tokyo", ReadersZone.Of(await plant.DoAsync(Role.Viewer, new GetMyAccess())).Id);
        Assert.Equal("Europe/Berlin", ReadersZone.Of(await plant.DoAsync(Role.Admin, new GetMyAccess())).Id);
        Assert.Equal(TimeZoneInfo.Utc, ReadersZone.Of((MyAccess?)null));
    }

    [Fact]
    public void A_date_reads_as_it_was_chosen()
    {
        var at = new DateTimeOffset(2026, 11, 12, 8, 24, 0, TimeSpan.Zero);
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        Assert.Equal("12 Nov 2026, 17:24 JST", LocalTime.Format(at, tokyo, at, isShort: false, dateOnly: false));
        Assert.Equal("2026-11-12, 17:24 JST", LocalTime.Format(at, tokyo, at, isShort: false, dateOnly: false, DateForm.Iso));
        Assert.Equal("2026-11-12", LocalTime.Format(at, tokyo, at.AddDays(1), isShort: true, dateOnly: true, DateForm.Iso));
    }
}
