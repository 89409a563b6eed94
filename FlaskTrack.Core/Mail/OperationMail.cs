using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Mail;

/// <summary>Letters from inside an operation.</summary>
internal static class OperationMail
{
    private const int SubjectLength = 200;

    /// <summary>Stores the letter with everything else the operation changes: no letter without the change, no change without the letter.</summary>
    public static void Send(this OperationContext context, string to, string subject, string text) =>
        context.Add(new OutboxMail { To = to, Subject = OneLine(subject), Text = text, QueuedAt = context.Now, ForOrganization = context.WithinOrganization });

    /// <summary>SECURITY: a line break in a subject would start another header.</summary>
    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length > SubjectLength ? line[..SubjectLength] : line;
    }
}
