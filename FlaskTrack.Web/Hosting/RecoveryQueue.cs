using System.Threading.Channels;

using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Hosting;

/// <summary>Somebody asked for a link to set a new password.</summary>
public sealed record RecoveryRequest(string Email, Visitor Visitor);

/// <summary>Works off requests for recovery links after the page has answered, so that the answer takes the same time with and without an account.</summary>
public sealed class RecoveryQueue(IServiceScopeFactory scopes, ILogger<RecoveryQueue> logger) : BackgroundService
{
    private readonly Channel<RecoveryRequest> requests = Channel.CreateBounded<RecoveryRequest>(new BoundedChannelOptions(200) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(RecoveryRequest request) => requests.Writer.TryWrite(request);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in requests.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PasswordService>().RecoverAsync(request.Email, request.Visitor, stoppingToken);
            }
#pragma warning disable CA1031 // one request that cannot be served must not end the worker
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogError(fault, "A recovery link could not be sent.");
            }
        }
    }
}
