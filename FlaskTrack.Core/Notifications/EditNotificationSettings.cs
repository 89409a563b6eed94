using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Notifications;

/// <summary>Changes how the caller hears of things. Security notices stay on: whoever took over an account must not be able to silence them.</summary>
public sealed record EditNotificationSettings(IReadOnlyList<NoticeChoice> Choices, int DigestHour) : ICommand<EditNotificationSettings, NotificationSettingsView>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors)
    {
        if (DigestHour is < 0 or > 23) errors.Add("digest_hour", "Choose an hour from 0 to 23.");
        foreach (var choice in Choices)
        {
            if (choice.IsFixed && choice != NoticeChoice.Usual(choice.Kind)) errors.Add(NoticeChoice.NameOf(choice.Kind), "Security notices cannot be turned off.");
        }
    }
}

internal sealed class EditNotificationSettingsHandler : IHandler<EditNotificationSettings, NotificationSettingsView>
{
    public async Task<Result<NotificationSettingsView>> HandleAsync(EditNotificationSettings operation, OperationContext context, CancellationToken ct)
    {
        var me = context.Principal.MemberId;
        var settings = await context.Rows<NotificationSettings>().FirstOrDefaultAsync(row => row.MemberId == me, ct);
        if (settings is null)
        {
            settings = new NotificationSettings { MemberId = me };
            context.Add(settings);
        }

        settings.Choices = operation.Choices.Where(choice => !choice.IsFixed && choice != NoticeChoice.Usual(choice.Kind)).ToDictionary(choice => NoticeChoice.NameOf(choice.Kind), choice => choice.ToText());
        settings.DigestHour = operation.DigestHour;
        await context.SaveAsync(ct);
        return NotificationSettingsView.Of(settings, context.Organization.TimeZone);
    }
}
