using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>A notice before it is given to its readers.</summary>
/// <param name="Subject">Title with codes and no values: it goes into e-mails.</param>
internal sealed record NoticeDraft(NotificationKind Kind, string Subject)
{
    /// <summary>Ids of the memberships it is for.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];

    /// <summary>It is also for every active member whose role holds this.</summary>
    public Permission? Holders { get; init; }

    public string? Text { get; init; }

    public string? Href { get; init; }

    public string? RecordType { get; init; }

    public long? RecordId { get; init; }

    public string? Key { get; init; }

    /// <summary>Shown in FlaskTrack alone, whatever the reader chose: where a letter of its own says more, or none would go out.</summary>
    public bool InAppOnly { get; init; }
}
