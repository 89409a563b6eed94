using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Demo;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Demo;

/// <summary>One demo for all tests of the class.</summary>
public sealed class MadeDemo : IAsyncLifetime
{
    public TestLab Lab { get; private set; } = null!;

    public int Samples { get; private set; }

    /// <summary>The last event of each organization as the demo was made; what comes after is of the tests that use it.</summary>
    public IReadOnlyDictionary<long, long> Heads { get; private set; } = new Dictionary<long, long>();

    public async Task InitializeAsync()
    {
        (Lab, Samples) = await MakeAsync(new DemoMode(IsOn: true));
        Heads = await HeadsAsync(Lab);
    }

    public async Task DisposeAsync() => await Lab.DisposeAsync();

    internal static async Task<IReadOnlyDictionary<long, long>> HeadsAsync(TestLab lab) =>
        await lab.ReadAsync(context => context.Set<AuditEvent>().IgnoreQueryFilters().GroupBy(row => row.OrganizationId).Select(rows => new { rows.Key, Last = rows.Max(row => row.Sequence) }).ToDictionaryAsync(head => head.Key, head => head.Last));

    internal static async Task<(TestLab Lab, int Samples)> MakeAsync(DemoMode mode)
    {
        var lab = await TestLab.OpenAsync(services => services.AddSingleton(mode));
        return (lab, await lab.Services.GetRequiredService<DemoInstallation>().MakeAsync(AccountLab.Password));
    }
}

/// <summary>The demo is what a real lab would have left behind.</summary>
[Trait("assurance", "DEM")]
public sealed class DemoTests(MadeDemo made) : IClassFixture<MadeDemo>
{
    private readonly TestLab lab = made.Lab;

    public static TheoryData<string> Slugs => ["plant", "ferment"];

    public static TheoryData<string> Emails => [.. DemoInstallation.SignIns.Select(person => person.Email)];

    [Fact]
    [Trait("assurance", "DEM-2")]
    public async Task One_number_makes_the_same_demo_twice()
    {
        var (other, _) = await MadeDemo.MakeAsync(new DemoMode(IsOn: true));
        await using var second = other;

        Assert.Equal(await ListAsync(lab), await ListAsync(second));
        Assert.Equal(made.Heads, await MadeDemo.HeadsAsync(second));
        Assert.Equal(await HistoryAsync(lab), await HistoryAsync(second));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    [Trait("assurance", "DEM-3")]
    public async Task Its_chain_verifies(string slug)
    {
        var result = (await RunAsync($"auditor@{slug}.example", slug, new WalkChain())).Value;

        Assert.True(result.Report.Ok);
        Assert.True(result.Report.Events > 500, $"{result.Report.Events} events");
        Assert.True(result.Checkpoints > 3, $"{result.Checkpoints} checkpoints");
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Each_of_its_people_can_list_samples(string email)
    {
        var slug = email.Split('@')[1].Split('.')[0];
        var person = DemoInstallation.SignIns.Single(person => person.Email == email);

        var page = (await RunAsync(email, slug, new FindSamples { Size = 200 })).Value;

        Assert.InRange(page.Rows.Count, 50, 200);
        Assert.Equal(person.Role, (await RunAsync(email, slug, new GetMyAccess())).Value.Principal.Role.Base);
    }

    [Fact]
    public async Task The_owner_of_one_looks_on_in_the_other() =>
        Assert.Equal(Role.Viewer, (await RunAsync("owner@plant.example", "ferment", new GetMyAccess())).Value.Principal.Role.Base);

    [Fact]
    public async Task It_has_400_samples_linked_over_passages_and_of_every_fate()
    {
        var samples = await SamplesAsync(lab);

        Assert.Equal((400, 400), (made.Samples, samples.Count));
        Assert.True(samples.Count(sample => sample.Parents.Count > 0) > 350);
        Assert.True(samples.Max(sample => sample.Passage) >= 3);
        Assert.InRange(samples.Count(sample => sample.State == "contaminated"), 4, 60);
        Assert.Contains(samples, sample => sample.Status == Core.Platform.Data.RecordStatus.Archived);
        Assert.Contains(samples, sample => sample.Visibility == Visibility.Restricted);
        Assert.Contains(samples, sample => sample.Sensitive);
        Assert.Contains(samples, sample => sample.Notes!.Contains('µ') && sample.Notes.Contains("°C", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Its_history_spans_six_months_up_to_now_in_order(string slug)
    {
        var events = await lab.ReadAsync(context => context.Set<AuditEvent>().IgnoreQueryFilters().AsNoTracking().Where(row => row.OrganizationId == context.Set<Core.Organizations.Organization>().IgnoreQueryFilters().Single(organization => organization.Slug == slug).OrganizationId).OrderBy(row => row.Sequence).ToListAsync());

        Assert.Equal(events.Select(row => row.Time).Order(), events.Select(row => row.Time));
        Assert.True(events[^1].Time <= lab.Clock.GetUtcNow());
        Assert.InRange((events[^1].Time - events[0].Time).TotalDays, 165, 190);
        Assert.True(events.Count(row => row.After != null && row.After.Contains("\"denied\"", StringComparison.Ordinal)) >= 5);
    }

    [Fact]
    public async Task Its_people_sign_in_where_demo_mode_is_on() =>
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync("viewer@plant.example"));

    private static async Task<List<string>> ListAsync(TestLab lab) =>
        [.. (await SamplesAsync(lab)).Select(sample => $"{sample.OrganizationId} {sample.Code} {sample.Name} {sample.State} {sample.Status} {string.Join(',', sample.Parents.Select(link => link.ParentCode))}")];

    /// <summary>Every event up to where the demo was made, without times, ids and secrets.</summary>
    private async Task<List<string>> HistoryAsync(TestLab of) => [.. (await of.ReadAsync(context => context.Set<AuditEvent>().IgnoreQueryFilters().AsNoTracking().OrderBy(row => row.OrganizationId).ThenBy(row => row.Sequence).ToListAsync()))
        .Where(row => row.Sequence <= made.Heads[row.OrganizationId])
        .Select(row => $"{row.OrganizationId} {row.Sequence} {row.ActorName} {row.Action} {row.EntityType} {row.EntityCode} {row.EntityVersion} {row.Reason}")];

    private static Task<List<Sample>> SamplesAsync(TestLab lab) =>
        lab.ReadAsync(context => context.Set<Sample>().IgnoreQueryFilters().AsNoTracking().OrderBy(sample => sample.OrganizationId).ThenBy(sample => sample.Code).ToListAsync());

    private async Task<Result<TResult>> RunAsync<TSelf, TResult>(string email, string slug, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        var user = await lab.ReadAsync(context => context.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
        return await lab.RunAsync(Caller.Demo(user, slug), operation);
    }
}
