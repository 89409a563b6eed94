using System.Diagnostics;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Identity;

using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlaskTrack.Web.Access;

/// <summary>A fault in a save at a page comes back as a problem like any other, so that the form stays with all that was typed. The log has the fault under
/// the id that the page shows. Faults of reading go to the page's error boundary, those of the API to its own form of errors.</summary>
internal sealed class PageFaults(IOperationRunner inner, CircuitSession circuit, ILogger<PageFaults> log) : IOperationRunner
{
    public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult> => GuardAsync(operation, () => inner.RunAsync(operation, ct));

    public Task<Result<TResult>> RunAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, RequestOnce once, CancellationToken ct = default)
        where TSelf : IOperation<TSelf, TResult> => GuardAsync(operation, () => inner.RunAsync(operation, once, ct));

    /// <summary>Puts the guard around the registered runner.</summary>
    public static void Wrap(IServiceCollection services)
    {
        var runner = services.Last(service => service.ServiceType == typeof(IOperationRunner)).ImplementationType!;
        services.Replace(ServiceDescriptor.Scoped<IOperationRunner>(provider => ActivatorUtilities.CreateInstance<PageFaults>(provider, (IOperationRunner)ActivatorUtilities.CreateInstance(provider, runner))));
    }

    private async Task<Result<TResult>> GuardAsync<TSelf, TResult>(IOperation<TSelf, TResult> operation, Func<Task<Result<TResult>>> act)
        where TSelf : IOperation<TSelf, TResult>
    {
        if (!circuit.IsEntered || !OperationCatalogue.All[operation.GetType()].IsCommand) return await act();
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var id = NewId();
            log.LogError(fault, "{Operation} failed, request {RequestId}", operation.GetType().Name, id);
            return new Problem.Faulted(id);
        }
    }

    /// <summary>An id that a person can read out.</summary>
    internal static string NewId() => Activity.Current?.TraceId.ToHexString()[..12] ?? Guid.NewGuid().ToString("N")[..12];
}
