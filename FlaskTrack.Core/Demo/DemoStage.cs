using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Core.Demo;

/// <summary>A second set of the platform's services on the same data, whose clock is in the past. What runs here is decided, stored and audited like
/// anything else.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public DemoStage(IServiceProvider host, DemoClock clock)
    {
        Clock = clock;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton(host.GetRequiredService<SigningKeyOptions>());
        collection.AddSingleton(host.GetRequiredService<EvidenceOptions>());
        collection.AddSingleton(host.GetRequiredService<CheckpointOptions>());
        collection.AddSingleton(host.GetRequiredService<PublicAddress>());
        collection.AddFlaskTrackCore(host.GetRequiredService<DatabaseOptions>());
        collection.AddFlaskTrackAccounts();
        var iterations = host.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount;
        collection.Configure<PasswordHasherOptions>(options => options.IterationCount = iterations);
        services = collection.BuildServiceProvider();
    }

    public DemoClock Clock { get; }

    /// <summary>Makes the account of one person of the demo.</summary>
    /// <exception cref="InvalidOperationException">The address is taken, or the password breaks the rules.</exception>
    public async Task<long> PersonAsync(string email, string fullName, string password)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccountActor>().Scope = new AuditScope { ActorKind = "system", ActorName = "Demo", Channel = "job", Action = "account.create" };
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User { UserName = email, Email = email, EmailConfirmed = true, FullName = fullName, CreatedAt = Clock.GetUtcNow(), IsDemo = true };
        var made = await users.CreateAsync(user, password);
        return made.Succeeded ? user.Id : throw new InvalidOperationException($"The demo's account {email} could not be made: {string.Join(" ", made.Errors.Select(error => error.Description))}");
    }

    /// <summary>Gives a demo account the password, unless it has it already.</summary>
    /// <exception cref="InvalidOperationException">The password breaks the rules.</exception>
    public async Task<bool> SetPasswordAsync(string email, string password)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccountActor>().Scope = new AuditScope { ActorKind = "system", ActorName = "Demo", Channel = "job", Action = "account.change-password" };
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(email) is not { IsDemo: true } user || await users.CheckPasswordAsync(user, password)) return false;
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, user, password) is { Succeeded: false } bad) throw new InvalidOperationException($"Demo:Password cannot be used: {string.Join(" ", bad.Errors.Select(error => error.Description))}");
        }

        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        return (await users.UpdateSecurityStampAsync(user)).Succeeded;
    }

    /// <summary>Runs an act of a demo member that is meant to succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public async Task<TResult> DoAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct)
        where TSelf : IOperation<TSelf, TResult>
    {
        var result = await RunAsync(caller, operation, ct);
        return result.IsOk ? result.Value : throw new InvalidOperationException($"The demo's {typeof(TSelf).Name} failed: {Explain(result.Problem)}");
    }

    /// <summary>Runs an act that the rules are meant to refuse, for the audit log to show.</summary>
    /// <exception cref="InvalidOperationException">It was not refused.</exception>
    public async Task TryAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct)
        where TSelf : IOperation<TSelf, TResult>
    {
        if ((await RunAsync(caller, operation, ct)).Problem is not Problem.Refused) throw new InvalidOperationException($"The demo's {typeof(TSelf).Name} was not refused.");
    }

    public Task SignCheckpointsAsync(CancellationToken ct) => services.GetRequiredService<InstallationWork>().SignCheckpointsAsync(ct);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<Result<TResult>> RunAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = services.CreateAsyncScope();
        return await new OperationRunner(new FixedCaller(caller), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider).RunAsync(operation, ct);
    }

    private static string Explain(Problem problem) => problem is Problem.Invalid invalid ? string.Join(" ", invalid.Fields.Values.SelectMany(messages => messages)) : problem.Sentence;
}
