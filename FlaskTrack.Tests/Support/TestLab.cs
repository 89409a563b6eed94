using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using FlaskTrack.Web.Hosting;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlaskTrack.Tests.Support;

/// <summary>A whole installation on a database of its own: the real runner, a real database, a clock the test sets.</summary>
public sealed class TestLab : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flasktrack-lab-");
    private int people;

    private TestLab(TestDatabase database, Action<IServiceCollection>? configure)
    {
        this.database = database;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddLogging();
        collection.AddSingleton(new SigningKeyOptions { Folder = Path.Combine(folder.FullName, "keys") });
        collection.AddSingleton(new EvidenceOptions { Folder = Path.Combine(folder.FullName, "evidence") });
        collection.AddSingleton<ISecretSeal>(new ProtectedSeal(new EphemeralDataProtectionProvider()));
        collection.AddFlaskTrackCore(database.Options);
        collection.AddFlaskTrackAccounts();
        collection.AddScoped<CallerSlot>();
        collection.AddScoped<ICallerSource>(provider => provider.GetRequiredService<CallerSlot>());
        collection.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // people are made by the dozen here; the real count is asserted elsewhere
        configure?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 12, 8, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => services;

    /// <summary>Keys, packets and whatever a test puts there; gone with the lab.</summary>
    public string Folder => folder.FullName;

    internal DatabaseFactory Factory => services.GetRequiredService<DatabaseFactory>();

    public static async Task<TestLab> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        var lab = new TestLab(await TestDatabase.CreateAsync(), configure);
        return lab;
    }

    /// <summary>A new person without any organization.</summary>
    public async Task<long> PersonAsync(string name)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var mail = $"person{Interlocked.Increment(ref people)}@lab.example";
        var user = new User { UserName = mail, Email = mail, EmailConfirmed = true, FullName = name, CreatedAt = Clock.GetUtcNow() };
        var made = await users.CreateAsync(user, "correct horse battery staple");
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(error => error.Description)));
        return user.Id;
    }

    /// <summary>A new organization with one member of every role.</summary>
    public async Task<TestOrganization> OrganizationAsync(string slug = "plant")
    {
        var owner = await PersonAsync($"Owner of {slug}");
        var made = await RunAsync(Caller.Demo(owner, null), new CreateOrganization($"Lab {slug}", slug));
        Assert.True(made.IsOk, made.Problem?.Sentence);
        var organization = new TestOrganization(this, made.Value.Id, slug, owner);
        foreach (var role in new[] { Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor }) await organization.JoinAsync(role);
        return organization;
    }

    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerSlot>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IOperationRunner>().RunAsync(operation, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>Holds the caller of one scope.</summary>
public sealed class CallerSlot : ICallerSource
{
    public Caller Caller { get; set; } = Caller.Anonymous;

    public ValueTask<Caller> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(Caller);
}
