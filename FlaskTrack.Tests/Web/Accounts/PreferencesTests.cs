using System.Net;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Architecture;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Audit;
using FlaskTrack.Web.Components.Pages.Evidence;
using FlaskTrack.Web.Components.Pages.Organization;
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

    [Theory]
    [InlineData(DateForm.Words, "12 Nov 2026")]
    [InlineData(DateForm.Iso, "2026-11-12")]
    public void A_sentence_writes_days_as_they_were_chosen(DateForm form, string day)
    {
        var (at, tokyo) = (new DateTimeOffset(2026, 11, 11, 20, 24, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        Assert.Equal(day, DayText.Of(new DateOnly(2026, 11, 12), form));
        Assert.Equal($"Default: 30. Changed by Leila on {day}.", SettingWords.Told("30", new SettingChange(at, "Leila"), tokyo, form));
        Assert.Equal($"{day} to {day}", PacketText.Period(at, at.AddHours(2), tokyo, form));
        Assert.Equal($"{day}, 05:24:00.000000 JST", AuditText.Exact(at, tokyo, form));
        Assert.Equal(form == DateForm.Iso ? $"{day} 05:24:00" : "12 Nov 05:24:00", AuditText.Time(at, tokyo, at.AddDays(2), form));
    }

    /// <summary>A page that formats a day by itself would not follow the choice.</summary>
    [Fact]
    public void Days_are_written_by_one_formatter()
    {
        string[] exempt =
        [
            "DayText", "LocalTime", // the formatter itself
            "AuditText", // times of this year without it
            "HomePage", // the week's days under a chart; today in full
            "OutboxPage", // of development
        ];
        var wrong = OperationArchitectureTests.Sources(".razor", ".cs").Where(file => file.StartsWith("FlaskTrack.Web", StringComparison.Ordinal) && !exempt.Contains(Path.GetFileNameWithoutExtension(file)))
            .Where(file => OperationArchitectureTests.Read(file).Contains("d MMM", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }
}
