using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Matrix.Http;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Hosting;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Tests.Web.Circuits;

/// <summary>What open pages may take of the server, over the hub itself.</summary>
[Trait("assurance", "S36")]
public sealed class CircuitLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_page_over_the_limit_says_so_and_opens_when_another_was_closed()
    {
        await using var lab = await HttpLab.OpenAsync("--Circuits:PerPerson=2");
        using var client = lab.Browser(lab[Role.Scientist]);
        using var other = lab.Browser(lab[Role.Viewer]);
        await using var first = await ListAsync(lab, client);
        await using var second = await ListAsync(lab, client);

        await using var third = await HubPage.OpenAsync(lab.Web, client, "/samples");
        await third.ShowsAsync("Too many open pages");
        Assert.DoesNotContain(third.Handlers.Values, one => one.Event == "change");
        await using var theirs = await ListAsync(lab, other);

        await third.LeaveAsync(client);
        await first.LeaveAsync(client);
        await using var fourth = await ListAsync(lab, client);
        Assert.DoesNotContain(fourth.Texts, text => text.Contains("Too many open pages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_twice_the_limit_on_the_hub_opens_no_circuit()
    {
        await using var lab = await HttpLab.OpenAsync("--Circuits:PerPerson=2");
        using var client = lab.Browser(lab[Role.Scientist]);
        var pages = new List<HubPage>();
        for (var i = 0; i < 5; i++) pages.Add(await HubPage.OpenAsync(lab.Web, client, "/help"));

        Assert.Equal([true, true, true, true, false], pages.Select(page => page.Secret.Length > 0));
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Theory]
    [InlineData(900_000, true)]
    [InlineData(CircuitLimits.LargestMessage, false)]
    public async Task A_message_longer_than_a_field_can_be_ends_its_connection_and_no_other(int length, bool isTaken)
    {
        await using var lab = await HttpLab.OpenAsync();
        using var client = lab.Browser(lab[Role.Scientist]);
        await using var other = await HubPage.OpenAsync(lab.Web, client, "/samples/new");
        await using var page = await HubPage.OpenAsync(lab.Web, client, "/samples/new");
        var (notes, others) = (await page.FieldAsync("notes"), await other.FieldAsync("notes"));

        if (isTaken) Assert.True((await page.TypeAsync(notes.Id, new string('x', length))).Worked);
        else await page.EndsAfterAsync(notes.Id, "change", HubPage.Change(new string('x', length)));

        Assert.Equal(isTaken, !page.IsClosed);
        Assert.True((await other.TypeAsync(others.Id, "Short")).Worked);
    }

    [Fact]
    public async Task Pages_that_were_left_and_lost_leave_nothing_behind()
    {
        await using var lab = await HttpLab.OpenAsync("--Circuits:LostSeconds=1");
        using var client = lab.Browser(lab[Role.Owner]);
        var pages = new List<HubPage>();
        foreach (var path in new[] { "/", "/samples", "/members", "/audit", "/organization/settings/general", "/evidence", "/samples", "/help" }) pages.Add(await HubPage.OpenAsync(lab.Web, client, path));
        await UntilAsync(lab, counts => counts == new Counts(8, 8, 8, 8));

        foreach (var page in pages.Take(4)) await page.LeaveAsync(client);
        await UntilAsync(lab, counts => counts == new Counts(4, 4, 4, 4));
        foreach (var page in pages.Skip(4)) await page.CutAsync();
        await UntilAsync(lab, counts => counts == new Counts(0, 0, 0, 0));

        // Left before all of it was there.
        foreach (var path in Enumerable.Repeat("/samples", 10))
        {
            await using var page = await HubPage.OpenAsync(lab.Web, client, path);
            await page.LeaveAsync(client);
        }

        await UntilAsync(lab, counts => counts == new Counts(0, 0, 0, 0));
    }

    [Fact]
    public async Task Of_pages_that_lost_their_connection_the_newest_are_kept()
    {
        await using var lab = await HttpLab.OpenAsync("--Circuits:Lost=2", "--Circuits:LostSeconds=3600");
        using var client = lab.Browser(lab[Role.Scientist]);
        for (var i = 0; i < 5; i++)
        {
            await using var page = await ListAsync(lab, client);
        }

        await UntilAsync(lab, counts => counts == new Counts(0, 2, 2, 2));
    }

    [Fact]
    public async Task What_waits_for_a_browser_is_bounded()
    {
        await using var lab = await WebLab.OpenAsync();
        var options = lab.App.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(30), 10, 100, TimeSpan.FromMinutes(3)), (options.JSInteropDefaultCallTimeout, options.MaxBufferedUnacknowledgedRenderBatches, options.DisconnectedCircuitMaxRetained, options.DisconnectedCircuitRetentionPeriod));
        Assert.False(options.DetailedErrors);
        Assert.Equal(50, lab.App.Services.GetRequiredService<CircuitLimits>().PerPerson);
    }

    [Theory]
    [InlineData("Circuits:PerPerson", "1")]
    [InlineData("Circuits:Lost", "0")]
    [InlineData("Circuits:LostSeconds", "3601")]
    public void A_setting_out_of_its_range_stops_the_start(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        Assert.StartsWith($"{name} is {value}; it may be ", Assert.Throws<InvalidOperationException>(() => CircuitLimits.Read(configuration)).Message, StringComparison.Ordinal);
    }

    /// <summary>A list of samples that is there with all it listens to.</summary>
    private static async Task<HubPage> ListAsync(HttpLab lab, HttpClient client)
    {
        var page = await HubPage.OpenAsync(lab.Web, client, "/samples");
        await page.FindAsync("click", one => one.Attributes.GetValueOrDefault("class") is not null, "the list");
        return page;
    }

    private static async Task UntilAsync(HttpLab lab, Func<Counts, bool> isSo)
    {
        var services = lab.Web.App.Services;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Patience);
        Counts now;
        do
        {
            now = new Counts(services.GetRequiredService<CircuitQuota>().All, services.GetRequiredService<OpenPages>().Count, services.GetRequiredService<SessionWatch>().Count, services.GetRequiredService<NoticeWatch>().Count);
            if (isSo(now)) return;
        }
        while (!limit.IsCancellationRequested && await timer.WaitForNextTickAsync());
        Assert.Fail($"Left at {now}.");
    }

    private sealed record Counts(int Connected, int Access, int Sessions, int Bells);
}
