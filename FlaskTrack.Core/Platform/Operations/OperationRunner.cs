namespace FlaskTrack.Core.Platform.Operations;

/// <summary>The single gate: every page, endpoint, job and command runs operations here and has no other way to the data.</summary>
public interface IOperationRunner
{
    /// <summary>Decides whether the caller may, and if so does it. Expected refusals are problems of the result; exceptions are faults.</summary>
    Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult>;

    /// <summary>The same for a command that is carried out once, however often this request arrives.</summary>
    Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult>;
}

internal sealed class OperationRunner(ICallerSource callers, RunnerParts parts, IServiceProvider services) : IOperationRunner
{
    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult> => await RunAsync(await callers.CurrentAsync(ct), operation, ct);

    public async Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult> => await RunAsync(await callers.CurrentAsync(ct) with { Once = once }, operation, ct);

    private async Task<Result<TResult>> RunAsync<TSelf, TResult>(Caller caller, IOperation<TSelf, TResult> operation, CancellationToken ct)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var run = new OperationRun<TSelf, TResult>((TSelf)operation, caller, parts, services);
        return await run.GoAsync(ct);
    }
}
