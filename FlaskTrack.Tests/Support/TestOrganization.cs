using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Support;

/// <summary>An organization of a test with its people.</summary>
public sealed class TestOrganization(TestLab lab, long id, string slug, long ownerUserId)
{
    private readonly Dictionary<Role, long> users = new() { [Role.Owner] = ownerUserId };

    public TestLab Lab => lab;

    public long Id => id;

    public string Slug => slug;

    public long UserOf(Role role) => users[role];

    /// <summary>A caller with the role, at a page.</summary>
    public Caller As(Role role) => Caller.Demo(users[role], slug);

    public Task<Result<TResult>> RunAsync<TSelf, TResult>(Role role, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult> => lab.RunAsync(As(role), operation);

    /// <summary>Runs and expects success.</summary>
    public async Task<TResult> DoAsync<TSelf, TResult>(Role role, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        var result = await RunAsync(role, operation);
        Assert.True(result.IsOk, $"{operation} failed: {result.Problem?.Sentence} {(result.Problem as Problem.Invalid)?.Fields.FirstOrDefault()}");
        return result.Value;
    }

    /// <summary>A member of the role, put in place directly with its audit event.</summary>
    public async Task<long> JoinAsync(Role role, string? name = null)
    {
        var user = await lab.PersonAsync(name ?? $"{role} of {slug}");
        await WriteAsync(context => context.Add(new Membership { UserId = user, Role = role, DisplayName = name ?? $"{role} of {slug}", JoinedAt = lab.Clock.GetUtcNow() }));
        users.TryAdd(role, user);
        return user;
    }

    /// <summary>Arranges rows past the runner, but with guard and audit.</summary>
    internal Task WriteAsync(Action<FlaskTrackDbContext> write) => WriteAsync(1, write);

    /// <summary>The same, with a member as author of the rows.</summary>
    internal async Task WriteAsync(long memberId, Action<FlaskTrackDbContext> write)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock) { Audit = new AuditScope { ActorKind = "system", ActorName = "Arrangement", Channel = "job", Action = "test.arrange", MemberId = memberId } });
        context.Enter(id, slug);
        write(context);
        await context.SaveChangesAsync();
    }

    /// <summary>Reads past the runner.</summary>
    internal async Task<T> ReadAsync<T>(Func<FlaskTrackDbContext, Task<T>> read)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        context.Enter(id, slug);
        return await read(context);
    }

    /// <summary>The events of the organization's chain, oldest first.</summary>
    public Task<List<AuditEvent>> EventsAsync() => ReadAsync(context => context.Set<AuditEvent>().OrderBy(row => row.Sequence).ToListAsync());
}
