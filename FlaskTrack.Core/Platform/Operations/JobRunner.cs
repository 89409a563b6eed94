using FlaskTrack.Core.Platform.Security;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Runs operations for jobs and the command line, where no page or request carries the caller. The decisions are the same.</summary>
internal sealed class JobRunner(RunnerParts parts, IServiceScopeFactory scopes)
{
    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await new OperationRunner(new FixedCaller(caller), parts, scope.ServiceProvider).RunAsync(operation, ct);
    }
}
