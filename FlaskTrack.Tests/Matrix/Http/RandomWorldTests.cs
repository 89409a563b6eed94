using System.Text;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>Worlds made by chance: what a list, a count, a search, an export and the API's list give is in each exactly what the access model's text lets
/// through, record by record. Each world is listed, with what may be done to each row; the other doors take turns, 250 worlds each.</summary>
public sealed class RandomWorldTests
{
    private const int Worlds = 1000;
    private const int Doors = 4;
    private const int Samples = 10;
    private static readonly Role[] Roles = [.. HttpLab.Roles, Role.NoAccess];
    private static readonly string[] People = ["Admin", "Scientist", "Technician", "Viewer", "Auditor"];
    private static readonly string[] Acts = ["records.view", "samples.edit", "samples.archive", "samples.delete", "samples.change-state", "records.share", "records.transfer", "records.restore"];

    [Fact]
    [Trait("assurance", "P11-10g")]
    [Trait("assurance", "S1")]
    public async Task Every_list_is_the_filter_of_the_decision()
    {
        await using var lab = await HttpLab.OpenAsync();
        await new HttpTargets(lab).MakeAsync(lab.Plant, [.. Enumerable.Repeat((Thing.Sample, Standing.Shared, 0L), Samples)]);
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var chance = new Random(seed);
            var (members, samples) = await ArrangeAsync(lab, chance);
            var asker = lab[People[chance.Next(People.Length)]];
            var member = members[asker.MemberId];
            try
            {
                await AskAsync(lab, asker, member, samples, chance, seed % Doors);
            }
            catch (Xunit.Sdk.XunitException fault)
            {
                Assert.Fail($"World {seed}, {member.Role} at [{string.Join(' ', member.Sites)}] {member.Status}: {fault.Message}");
            }
        }
    }

    private static async Task AskAsync(HttpLab lab, Person asker, Membership member, List<Sample> samples, Random chance, int door)
    {
        var readable = samples.Where(sample => sample.Status != RecordStatus.Deleted && Reads(member, sample)).OrderBy(sample => sample.Code, StringComparer.Ordinal).ToList();
        var active = readable.Where(sample => sample.Status == RecordStatus.Active).Select(sample => sample.Code).ToList();
        var caller = Caller.Demo(asker.UserId, "plant");
        var list = await RunAsync(lab, caller, new FindSamples { Filter = new SampleFilter { Status = null }, Sort = SampleSort.Code, Descending = false, Size = 200 });
        if (!Holds(member, "records.view"))
        {
            var refusal = member.Status == MembershipStatus.Active ? DenialCode.Forbidden : DenialCode.NotFound;
            Assert.Equal(refusal, Assert.IsType<Problem.Refused>(list.Problem).Denial.Code);
            if (door == 1) Assert.Equal(refusal == DenialCode.Forbidden ? 403 : 404, (await RestAsync(lab, asker, chance)).Status);
            return;
        }

        Assert.Equal(readable.Select(row => row.Code), list.Value.Rows.Select(row => row.Code));
        foreach (var row in list.Value.Rows) Assert.Equal(Acts.Where(act => May(member, samples.Single(kept => kept.Id == row.Id), act)), Acts.Where(row.Access.Allowed.Contains));
        if (door == 0)
        {
            Assert.Equal(readable.Count, (await RunAsync(lab, caller, new CountSamples(new SampleFilter { Status = null }))).Value.Count);
            Assert.Equal(active.Count, (await RunAsync(lab, caller, new CountSamplesByState())).Value.Sum(state => state.Count));
        }
        else if (door == 1)
        {
            var rest = await RestAsync(lab, asker, chance);
            Assert.Equal(active.Count, rest.Json.GetProperty("total").GetInt32());
            Assert.Equal(active.Take(rest.Json.GetProperty("data").GetArrayLength()), rest.Json.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("code").GetString()!));
        }
        else if (door == 2)
        {
            var word = samples[chance.Next(samples.Count)];
            Assert.Equal(word.Status != RecordStatus.Deleted && Reads(member, word), (await RunAsync(lab, caller, new GetSample(word.Id))).IsOk);
            var found = await RunAsync(lab, caller, new FindSamples { Filter = new SampleFilter { Text = word.Code, Status = null } });
            Assert.Equal(readable.Where(row => row.Code == word.Code).Select(row => row.Code), found.Value.Rows.Select(row => row.Code));
        }
        else if (Holds(member, "data.export"))
        {
            var export = Encoding.UTF8.GetString((await RunAsync(lab, caller, new ExportSamples { Format = ExportFormat.Csv, Filter = new SampleFilter { Status = null } })).Value.Content);
            Assert.Equal(readable.Select(row => row.Code), samples.Where(row => export.Contains(row.Code, StringComparison.Ordinal)).Select(row => row.Code).Order(StringComparer.Ordinal));
        }
    }

    private static Task<Answer> RestAsync(HttpLab lab, Person asker, Random chance) => lab.SendAsync(asker, "GET", $"/api/v1/samples?sort=code&include=total&page[size]={chance.Next(1, 200)}", null);

    /// <summary>The access model's text once more: site, then level, then state.</summary>
    private static bool May(Membership member, Sample sample, string permission)
    {
        if (!Holds(member, permission)) return false;
        if (member.Sites.Count > 0 && sample.SiteId is { } site && !member.Sites.Contains(site)) return false;
        var level = AccessTable.LevelOn(member.Role, sample.OwnerId == member.Id, sample.Visibility == Visibility.Restricted);
        return level >= AccessTable.Needed(permission) && !(sample.Status == RecordStatus.Archived && AccessTable.IsClosedToArchived(permission));
    }

    private static bool Reads(Membership member, Sample sample) => May(member, sample, "records.view");

    private static bool Holds(Membership member, string permission) => member.Status == MembershipStatus.Active && AccessTable.Holds(permission, member.Role);

    private static Task<(Dictionary<long, Membership> Members, List<Sample> Samples)> ArrangeAsync(HttpLab lab, Random chance)
    {
        long[] sites = [lab.Sites.A, lab.Sites.B];
        return lab.InAsync(lab.Plant, async context =>
        {
            var ids = People.Select(name => lab[name].MemberId).ToArray();
            var members = await context.Set<Membership>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
            foreach (var member in members.Values)
            {
                member.Role = Roles[chance.Next(Roles.Length)];
                member.Sites = [.. sites.Where(_ => chance.Next(4) == 0)];
                member.Status = chance.Next(12) == 0 ? MembershipStatus.Suspended : MembershipStatus.Active;
            }

            var samples = await context.Set<Sample>().IgnoreQueryFilters(["Living"]).OrderBy(row => row.Id).Take(Samples).ToListAsync();
            foreach (var sample in samples)
            {
                sample.OwnerId = ids[chance.Next(ids.Length)];
                sample.Visibility = chance.Next(2) == 0 ? Visibility.Restricted : Visibility.Organization;
                sample.SiteId = chance.Next(3) == 0 ? sites[chance.Next(2)] : null;
                sample.Sensitive = chance.Next(4) == 0;
                if (chance.Next(8) == 0) sample.Delete();
                else if (chance.Next(6) == 0) sample.Archive();
                else sample.Restore();
            }

            return (members, samples);
        });
    }

    private static async Task<Result<TResult>> RunAsync<TSelf, TResult>(HttpLab lab, Caller caller, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = lab.Web.App.Services.CreateAsyncScope();
        return await new OperationRunner(new FixedCaller(caller), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider).RunAsync(operation);
    }
}
