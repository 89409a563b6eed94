using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Notifications;

/// <summary>When a kind of notice comes by e-mail.</summary>
public enum MailTiming
{
    Off,
    AtOnce,

    /// <summary>In one letter a day, at the member's hour.</summary>
    Daily,

    /// <summary>In one letter a week, on Monday at the member's hour.</summary>
    Weekly,
}

/// <summary>How one member wants to hear of things; without a row the usual choices hold.</summary>
public sealed class NotificationSettings : PlainRow
{
    [References(typeof(Membership))]
    public long MemberId { get; internal set; }

    /// <summary>Kind in snake case to <c>app</c> or <c>off</c>, a blank, and the timing of its e-mail in snake case.</summary>
    public Dictionary<string, string> Choices { get; internal set; } = [];

    /// <summary>Hour of the digest, 0 to 23, in the organization's time zone.</summary>
    public int DigestHour { get; internal set; } = NoticeChoice.UsualHour;

    public override string AuditLabel => "Notification settings";
}

internal sealed class NotificationSettingsConfiguration : IEntityTypeConfiguration<NotificationSettings>
{
    public void Configure(EntityTypeBuilder<NotificationSettings> builder) => builder.HasIndex(row => new { row.OrganizationId, row.MemberId }).IsUnique();
}

/// <summary>The channels of one kind.</summary>
public sealed record NoticeChoice(NotificationKind Kind, bool InApp, MailTiming Mail)
{
    public const int UsualHour = 7;

    /// <summary>Kinds of which a member cannot choose to hear nothing.</summary>
    public bool IsFixed => Kind == NotificationKind.Security;

    /// <summary>The choice where a member made none.</summary>
    public static NoticeChoice Usual(NotificationKind kind) => kind switch
    {
        NotificationKind.Alert or NotificationKind.Security or NotificationKind.Membership => new(kind, true, MailTiming.AtOnce),
        NotificationKind.Reminder => new(kind, true, MailTiming.Daily),
        _ => new(kind, true, MailTiming.Off),
    };

    internal static string NameOf(NotificationKind kind) => SnakeCase.Of(kind.ToString());

    internal static NoticeChoice Of(NotificationKind kind, IReadOnlyDictionary<string, string>? choices)
    {
        var usual = Usual(kind);
        if (usual.IsFixed || choices is null || !choices.TryGetValue(NameOf(kind), out var text)) return usual;
        var parts = text.Split(' ');
        return new NoticeChoice(kind, parts[0] == "app", Enum.GetValues<MailTiming>().FirstOrDefault(timing => parts.Length > 1 && SnakeCase.Of(timing.ToString()) == parts[1]));
    }

    internal string ToText() => $"{(InApp ? "app" : "off")} {SnakeCase.Of(Mail.ToString())}";
}
