using FlaskTrack.Core.Notifications;
using FlaskTrack.Web.Components.Layout;

namespace FlaskTrack.Web.Components.Pages.Notifications;

/// <summary>Words and icons of notices.</summary>
internal static class NoticeText
{
    public static string Kind(NotificationKind kind) => kind switch
    {
        NotificationKind.Alert => "Alerts",
        NotificationKind.Membership => "Role and members",
        NotificationKind.PacketReady => "Evidence packets",
        NotificationKind.ImportDone => "Imports",
        NotificationKind.Reminder => "Reminders",
        _ => "Security of my account",
    };

    /// <summary>When such a notice comes.</summary>
    public static string Meaning(NotificationKind kind) => kind switch
    {
        NotificationKind.Alert => "The audit chain is broken",
        NotificationKind.Membership => "Your role changed, or somebody you invited joined",
        NotificationKind.PacketReady => "A packet you asked for is ready, or could not be built",
        NotificationKind.ImportDone => "An import of yours is done, or was undone by somebody else",
        NotificationKind.Reminder => "A review of the audit log is overdue",
        _ => "Password, address or second factor changed, or the account was locked. Always on",
    };

    public static (string Icon, string Tone) Look(NotificationKind kind) => kind switch
    {
        NotificationKind.Alert => ("warning", "red"),
        NotificationKind.Membership => ("group", "blue"),
        NotificationKind.PacketReady => ("inventory", "green"),
        NotificationKind.ImportDone => ("upload_file", "blue"),
        NotificationKind.Reminder => ("schedule", "amber"),
        _ => ("shield", "amber"),
    };

    public static string Mail(MailTiming timing) => timing switch
    {
        MailTiming.Off => "No e-mail",
        MailTiming.AtOnce => "At once",
        MailTiming.Daily => "Daily digest",
        _ => "Weekly digest",
    };

    public static Notice ToNotice(NotificationRow row)
    {
        var (icon, tone) = Look(row.Kind);
        return new Notice(row.Subject, row.Text, icon, $"/notifications/{row.Id}", row.CreatedAt, row.ReadAt is null, tone);
    }
}
