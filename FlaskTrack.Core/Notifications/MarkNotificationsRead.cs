using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Notifications;

/// <summary>Marks own notices as read; without ids all of them.</summary>
public sealed record MarkNotificationsRead(IReadOnlyList<long>? Ids = null) : ICommand<MarkNotificationsRead, int>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors)
    {
        if (Ids is { Count: > 200 }) errors.Add("ids", "At most 200 are marked at once.");
    }
}

internal sealed class MarkNotificationsReadHandler : IHandler<MarkNotificationsRead, int>
{
    public async Task<Result<int>> HandleAsync(MarkNotificationsRead operation, OperationContext context, CancellationToken ct) => await context.Inbox.ReadAsync(operation.Ids, ct);
}
