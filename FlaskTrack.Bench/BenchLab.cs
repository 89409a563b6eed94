using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Bench;

/// <summary>An installation on a SQLite file of its own with one organization, run through the real runner.</summary>
internal sealed class BenchLab : IAsyncDisposable
{
    private readonly DirectoryInfo? folder;
    private readonly ServiceProvider services;

    private BenchLab(string? file)
    {
        if (file is null) folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddFlaskTrackCore(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file ?? Path.Combine(folder!.FullName, "bench.db")}"));
        collection.AddFlaskTrackAccounts();
        collection.AddScoped<CallerSlot>();
        collection.AddScoped<ICallerSource>(provider => provider.GetRequiredService<CallerSlot>());
        services = collection.BuildServiceProvider();
    }

    public IServiceProvider Services => services;

    public DatabaseFactory Factory => services.GetRequiredService<DatabaseFactory>();

    public Caller Owner { get; private set; } = Caller.Anonymous;

    public long OrganizationId { get; private set; }

    /// <param name="file">Where to keep the database; it stays. Null makes one that goes with the lab.</param>
    public static async Task<BenchLab> OpenAsync(string? file = null)
    {
        var lab = new BenchLab(file);
        await DatabaseSetup.MigrateAsync(lab.Factory, default);
        await using var context = lab.Factory.Create(new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "system", ActorName = "Benchmark", Channel = "job", Action = "bench" } });
        var user = new User { UserName = "owner@bench.example", NormalizedUserName = "OWNER@BENCH.EXAMPLE", Email = "owner@bench.example", NormalizedEmail = "OWNER@BENCH.EXAMPLE", FullName = "Bench Owner", EmailConfirmed = true, SecurityStamp = "bench" };
        context.Add(user);
        await context.SaveChangesAsync();
        var made = await lab.RunAsync(Caller.Demo(user.Id, null), new CreateOrganization("Benchmark laboratory", "bench"));
        lab.OrganizationId = made.Value.Id;
        lab.Owner = await lab.SignInAsync(user.Id);
        return lab;
    }

    /// <summary>A caller with a session that every operation reads, as people's are.</summary>
    private async Task<Caller> SignInAsync(long user)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new UserSession { Id = new string('b', 32), UserId = user, Kind = SessionKind.Browser, Authentication = "password+totp", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now };
        await using var context = Factory.Create(new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "system", ActorName = "Benchmark", Channel = "job", Action = "bench" } });
        context.Add(session);
        await context.SaveChangesAsync();
        return new Caller { UserId = user, SessionId = session.Id, Organization = "bench", Channel = "rest", Ip = "192.0.2.17", UserAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0" };
    }

    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerSlot>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IOperationRunner>().RunAsync(operation);
    }

    public async Task<(SampleFields Fields, IReadOnlyList<string> Codes)> SamplesAsync(int count)
    {
        var species = (await RunAsync(Owner, new FindSpecies())).Value[0];
        var fields = new SampleFields { Name = "Bench {n:000}", Domain = Domain.General, SpeciesId = species.Id, Kind = SampleKind.Culture, Notes = "Shoot 12 mm, medium clear at 24.5 °C" };
        var made = await RunAsync(Owner, new CreateSample(fields) { Count = count });
        return (fields with { Name = "Bench" }, [.. made.Value.Samples.Select(sample => sample.Code)]);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder?.Delete(recursive: true);
    }
}

internal sealed class CallerSlot : ICallerSource
{
    public Caller Caller { get; set; } = Caller.Anonymous;

    public ValueTask<Caller> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(Caller);
}
