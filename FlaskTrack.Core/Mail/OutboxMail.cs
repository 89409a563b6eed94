using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Mail;

/// <summary>A message to one person, in plain text.</summary>
public sealed record OutgoingMail(string To, string Subject, string Text);

/// <summary>A message that waits to be delivered, stored in the transaction of what it tells of: no mail without the change, no change without the mail.</summary>
public sealed class OutboxMail : ISharedReference
{
    public long Id { get; internal set; }

    [MaxLength(254)]
    public required string To { get; init; }

    [MaxLength(200)]
    public required string Subject { get; init; }

    /// <summary>SECURITY: may carry the secret of a link; it is in no log, and is emptied once delivered.</summary>
    [Sensitive]
    [MaxLength(4000)]
    public required string Text { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; internal set; }

    public int Attempts { get; internal set; }

    [MaxLength(400)]
    public string? LastError { get; internal set; }

    public static OutboxMail Of(OutgoingMail mail, DateTimeOffset now) => new() { To = mail.To, Subject = OneLine(mail.Subject), Text = mail.Text, CreatedAt = now };

    /// <summary>SECURITY: a line break in a subject would start another header.</summary>
    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length > 200 ? line[..200] : line;
    }
}
