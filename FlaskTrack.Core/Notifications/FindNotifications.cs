using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Notifications;

/// <summary>The caller's own notices, newest first. Those of records the caller may not read any more are not there.</summary>
/// <param name="Before">Notices of a lower number only; the cursor.</param>
public sealed record FindNotifications(NotificationKind? Kind = null, bool UnreadOnly = false, long? Before = null, int Take = 50) : IQuery<FindNotifications, NotificationPage>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

/// <param name="Unread">Unread ones in all; counting stops at 100.</param>
public sealed record NotificationPage(IReadOnlyList<NotificationRow> Rows, int Unread, long? Next);

public sealed record NotificationRow(long Id, NotificationKind Kind, string Subject, string? Text, string? Href, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

internal sealed class FindNotificationsHandler : IHandler<FindNotifications, NotificationPage>
{
    public async Task<Result<NotificationPage>> HandleAsync(FindNotifications operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Inbox.NewestAsync(operation.Kind, operation.UnreadOnly, operation.Before ?? long.MaxValue, operation.Take + 1, ct);
        var more = rows.Count > operation.Take;
        if (more) rows.RemoveAt(rows.Count - 1);
        return new NotificationPage(
            [.. rows.Select(row => new NotificationRow(row.Id, row.Kind, row.Subject, row.Text, row.Href, row.CreatedAt, row.ReadAt))], await context.Inbox.UnreadAsync(ct), more ? rows[^1].Id : null);
    }
}
