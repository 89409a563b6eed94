using Bunit;
using FlaskTrack.Web.Components.Shared;
using FlaskTrack.Web.Navigation;

namespace FlaskTrack.Tests.Web;

public sealed class ShownThingsTests : KitContext
{
    private static readonly TimeZoneInfo oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    [Theory]
    [InlineData("2026-11-12T08:24:00Z", false, "12 Nov 2026, 09:24 CET")]
    [InlineData("2026-07-01T08:24:00Z", false, "1 Jul 2026, 10:24 CEST")]
    [InlineData("2026-11-12T08:20:00Z", true, "09:20")]
    [InlineData("2026-11-11T23:30:00Z", true, "00:30")]
    [InlineData("2026-11-09T16:02:00Z", true, "9 Nov 17:02")]
    [InlineData("2025-11-09T16:02:00Z", true, "9 Nov 2025 17:02")]
    public void Times_are_the_readers_with_UTC_on_hover(string utc, bool isShort, string shown)
    {
        var at = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
        var time = Render<LocalTime>(t => t.Add(x => x.At, at).Add(x => x.Short, isShort).AddCascadingValue("Zone", oslo)).Find("time");
        Assert.Equal(shown, time.TextContent);
        Assert.EndsWith("UTC", time.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_before_and_after_is_the_readers_with_the_exact_one_on_hover()
    {
        var table = Render<DiffTable>(t => t.Add(x => x.Rows, [new DiffRow("State changed", "2026-07-01T08:24:05.123456Z", "2026-11-12T08:20:00.000000Z"), new DiffRow("Name", "2026-07-01", null), new DiffRow("Seen", "2026-11-12T08:20:00.000000Z", "2026-11-12T08:20:00.000000Z")]).AddCascadingValue("Zone", oslo));

        Assert.Equal(["1 Jul 2026, 10:24:05 CEST", "12 Nov 2026, 09:20:00 CET", "12 Nov 2026, 09:20:00 CET"], table.FindAll("time").Select(time => time.TextContent));
        Assert.Equal("2026-07-01T08:24:05.123456Z", table.Find("time").GetAttribute("title"));
        Assert.Equal(["State changed", "1 Jul 2026, 10:24:05 CEST", "12 Nov 2026, 09:20:00 CET", "Name", "2026-07-01", "—", "Seen", "12 Nov 2026, 09:20:00 CET, unchanged"], table.FindAll("tbody td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Every_state_key_of_the_five_domains_has_a_phase_and_words()
    {
        Assert.Equal(StatePhase.Grow, StatePhases.Of("co_cultivating"));
        Assert.Equal("Co cultivating", StatePhases.Label("co_cultivating"));
        Assert.Equal("state-bad", StatePhases.Class("escaped"));
        Assert.Equal(StatePhase.Rest, StatePhases.Of("acclimatizing"));
    }

    [Fact]
    public void Success_leaves_after_six_seconds_and_an_error_stays()
    {
        var toasts = new Toasts(Clock);
        toasts.Success("Saved");
        toasts.Error("Not saved");
        Clock.Advance(Toasts.SuccessStays);
        Assert.Equal(["Not saved"], toasts.Items.Select(toast => toast.Text));
    }

    [Fact]
    public void A_jobs_message_moves_in_place()
    {
        var toasts = new Toasts(Clock);
        var id = Guid.NewGuid();
        toasts.Job(id, "Building EVP-000019", "start", 1);
        toasts.Job(id, "Building EVP-000019", "later", 64);
        Assert.Equal(64, Assert.Single(toasts.Items).Progress);
    }

    [Theory]
    [InlineData("/samples/SMP-000001/edit", "Samples")]
    [InlineData("/members/invitations", "Invitations")]
    [InlineData("/members/7", "Members")]
    [InlineData("/organization/settings/security", "Settings")]
    [InlineData("/organization", "Profile")]
    [InlineData("/", "Home")]
    public void The_navigation_marks_the_nearest_page(string path, string title) => Assert.Equal(title, Menu.Current(path)?.Title);

    [Fact]
    public void Every_icon_of_the_navigation_is_in_the_font() =>
        Assert.All(Menu.Entries, entry => Assert.True(IconTable.Codes.ContainsKey(entry.Icon), entry.Icon));

    [Fact]
    public void Lineage_places_children_right_of_all_their_parents()
    {
        var nodes = new[] { "A", "B", "C" }.Select(code => new LineageNode(code, "", null, "created")).ToList();
        var plan = new LineageLayout(nodes, [new("A", "B"), new("B", "C"), new("A", "C")]);
        Assert.True(plan["A"].X < plan["B"].X && plan["B"].X < plan["C"].X);
    }

    [Fact]
    public void A_broken_lineage_with_a_cycle_is_still_drawn()
    {
        var nodes = new[] { "A", "B" }.Select(code => new LineageNode(code, "", null, "created")).ToList();
        Assert.True(new LineageLayout(nodes, [new("A", "B"), new("B", "A")]).Width > 0);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(34, 40)]
    [InlineData(41, 80)]
    [InlineData(0.07, 0.08)]
    [InlineData(100, 100)]
    public void Axis_ends_are_round(double max, double top) => Assert.Equal(top, ChartMath.RoundUp(max), 9);
}
