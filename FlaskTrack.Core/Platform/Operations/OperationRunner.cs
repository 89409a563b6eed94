namespace FlaskTrack.Core.Platform.Operations;

/// <summary>The single gate: every page, endpoint, job and command runs operations here and has no other way to the data.</summary>
public interface IOperationRunner
{
    /// <summary>Decides whether the caller may, and if so does it. Expected refusals are problems of the result; exceptions are faults.</summary>
    Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult>;
}

internal sealed class OperationRunner(ICallerSource callers, RunnerParts parts, IServiceProvider services) : IOperationRunner
{
    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult>
    {
        var caller = await callers.CurrentAsync(ct);
        await using var run = new OperationRun<TSelf, TResult>((TSelf)operation, caller, parts, services);
        return await run.GoAsync(ct);
    }
}
