using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>A process of its own that works on an organization with many clients at once until somebody kills it: this assembly, started as a program.
/// What the runner has answered, and nothing before, goes to the output as one line.</summary>
internal sealed class LoadProcess(IServiceProvider services, LoadArguments arguments)
{
    public const int Clients = 16;

    /// <summary>The entry point when a test starts this assembly; test hosts do not call it.</summary>
    public static async Task<int> Main(string[] args)
    {
        var arguments = LoadArguments.Read(args);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(new SigningKeyOptions { Folder = Path.Combine(arguments.Folder, "keys") });
        collection.AddSingleton(new EvidenceOptions { Folder = Path.Combine(arguments.Folder, "evidence") });
        collection.AddFlaskTrackCore(new DatabaseOptions(arguments.Provider, arguments.ConnectionString));
        collection.AddScoped<CallerSlot>();
        collection.AddScoped<ICallerSource>(provider => provider.GetRequiredService<CallerSlot>());
        await using var services = collection.BuildServiceProvider();
        var work = new LoadProcess(services, arguments);
        await Task.WhenAll(Enumerable.Range(1, Clients).Select(client => Task.Run(() => work.ClientAsync(client))));
        return 0;
    }

    private async Task ClientAsync(int client)
    {
        var random = new Random((arguments.Run * 1000) + client);
        var species = (await RunAsync(arguments.Scientist, "look", new FindSpecies("Nicotiana tabacum"))).Value[0].Id;
        var fields = new SampleFields { Name = $"Client {client}", Domain = Domain.TissueCulture, SpeciesId = species, Kind = SampleKind.Callus };
        var mine = (await RunAsync(arguments.Scientist, $"first-{arguments.Run}-{client}-0", new CreateSample(fields))).Value.Samples[0];
        for (var turn = 1; ; turn++) await TurnAsync($"{arguments.Run}-{client}-{turn}", mine.Code, fields, random.Next(10));
    }

    private async Task TurnAsync(string id, string code, SampleFields fields, int kind)
    {
        switch (kind)
        {
            case 0:
                Answered($"new-{id}", "", await RunAsync(arguments.Scientist, $"new-{id}", new CreateSample(fields with { Name = "Lot {n}" }) { Count = 3 }));
                break;
            case 1:
                Answered($"denied-{id}", "", await RunAsync(arguments.Viewer, $"denied-{id}", new EditSample(code, fields, null)));
                break;
            case 2:
                Answered($"invite-{id}", "", await RunAsync(arguments.Owner, $"invite-{id}", new InviteMembers([$"a{id}@lab.example", $"b{id}@lab.example"], Role.Viewer)));
                break;
            case 3:
                Answered($"packet-{id}", "", await RunAsync(arguments.Scientist, $"packet-{id}", new RequestEvidence(new EvidenceRequest { Codes = [code] })));
                break;
            case 4:
                Answered($"stale-{id}", code, await RunAsync(arguments.Scientist, $"stale-{id}", new EditSample(code, fields with { Name = "Stale" }, 0)));
                break;
            default:
                Answered($"edit-{id}", code, await RunAsync(arguments.Scientist, $"edit-{id}", new EditSample(code, fields with { Name = $"Turn {id}" }, null)));
                break;
        }
    }

    private async Task<Result<TResult>> RunAsync<TSelf, TResult>(long user, string request, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerSlot>().Caller = Caller.Demo(user, arguments.Organization) with { RequestId = request };
        return await scope.ServiceProvider.GetRequiredService<IOperationRunner>().RunAsync(operation);
    }

    private static void Answered<T>(string request, string code, Result<T> result) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{request};{code};{(result.IsOk ? "ok" : result.Problem.GetType().Name)};"));
}

/// <summary>What the process is told: where the data is and in whose name to work.</summary>
internal sealed record LoadArguments(DatabaseProvider Provider, string ConnectionString, string Folder, string Organization, long Owner, long Scientist, long Viewer, int Run)
{
    public static LoadArguments Read(string[] a) => new(Enum.Parse<DatabaseProvider>(a[0]), a[1], a[2], a[3], Number(a[4]), Number(a[5]), Number(a[6]), (int)Number(a[7]));

    public IEnumerable<string> Write() => [Provider.ToString(), ConnectionString, Folder, Organization, Text(Owner), Text(Scientist), Text(Viewer), Text(Run)];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
