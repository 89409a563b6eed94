using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Notifications;

/// <summary>Puts what waited for a member into one letter. The job's step; no page offers it.</summary>
/// <param name="Before">What was told before this instant; the rest waits for the next digest.</param>
/// <param name="WithWeekly">It is the day of the weekly ones.</param>
internal sealed record SendDigest(DateTimeOffset Before, bool WithWeekly) : ICommand<SendDigest, int>
{
    public static Permission Requires => Permissions.Member;
}

internal sealed class SendDigestHandler(PublicAddress address) : IHandler<SendDigest, int>
{
    public async Task<Result<int>> HandleAsync(SendDigest operation, OperationContext context, CancellationToken ct)
    {
        if (context.Caller.ActsFor is null) return new Problem.NotAllowed("A digest is made by the installation itself.");
        var me = context.Principal.MemberId;
        var settings = await context.Rows<NotificationSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.MemberId == me, ct);
        var (waiting, told) = await context.Inbox.ForDigestAsync(operation.Before, ct);
        MailTiming Timing(Notification row) => NoticeChoice.Of(row.Kind, settings?.Choices).Mail;

        await context.Inbox.DigestedAsync(waiting.Where(row => operation.WithWeekly || Timing(row) != MailTiming.Weekly), ct);
        var now = told.Where(row => Timing(row) == MailTiming.Daily || (operation.WithWeekly && Timing(row) == MailTiming.Weekly)).ToList();
        if (now.Count == 0 || await context.Shared<User>().Where(user => user.Id == context.UserId).Select(user => user.Email).FirstOrDefaultAsync(ct) is not { } email) return 0;
        var name = context.Organization.Name;
        context.Send(email, now.Count == 1 ? $"{name}: {now[0].Subject}" : $"{name}: {now.Count} notices", NoticeLetter.Of(name, [.. now.Select(row => (row.Subject, row.Href))], address));
        return now.Count;
    }
}
