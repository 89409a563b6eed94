using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Notifications;

/// <summary>How the caller hears of things in this organization.</summary>
public sealed record GetNotificationSettings : IQuery<GetNotificationSettings, NotificationSettingsView>
{
    public static Permission Requires => Permissions.Member;
}

/// <param name="Choices">One for each kind.</param>
/// <param name="DigestHour">0 to 23, in the organization's time zone.</param>
public sealed record NotificationSettingsView(IReadOnlyList<NoticeChoice> Choices, int DigestHour, string TimeZone)
{
    internal static NotificationSettingsView Of(NotificationSettings? settings, string timeZone) =>
        new([.. Enum.GetValues<NotificationKind>().Select(kind => NoticeChoice.Of(kind, settings?.Choices))], settings?.DigestHour ?? NoticeChoice.UsualHour, timeZone);
}

internal sealed class GetNotificationSettingsHandler : IHandler<GetNotificationSettings, NotificationSettingsView>
{
    public async Task<Result<NotificationSettingsView>> HandleAsync(GetNotificationSettings operation, OperationContext context, CancellationToken ct)
    {
        var me = context.Principal.MemberId;
        return NotificationSettingsView.Of(await context.Rows<NotificationSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.MemberId == me, ct), context.Organization.TimeZone);
    }
}
