using System.Globalization;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Records that the caller reviewed the events from <paramref name="First"/> to <paramref name="Last"/>. It asks who they are again, because the
/// statement binds them.</summary>
/// <param name="Comment">What was looked at and what was found.</param>
public sealed record RecordAuditReview(long First, long Last, string? Comment) : ICommand<RecordAuditReview, AuditReviewRow>, IValidated, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Audit.Review;

    public void Validate(FieldErrors errors)
    {
        if (First < 1) errors.Add("first", "Events are counted from 1.");
        if (Last < First) errors.Add("last", "The last event lies before the first. Enter a later one.");
        errors.Text("comment", "Comment", Comment, 2000);
    }
}

internal sealed class RecordAuditReviewHandler : IHandler<RecordAuditReview, AuditReviewRow>
{
    public async Task<Result<AuditReviewRow>> HandleAsync(RecordAuditReview operation, OperationContext context, CancellationToken ct)
    {
        var (first, last) = (operation.First, operation.Last);
        var head = (await context.HeadAsync(ct))?.Sequence ?? 0;
        if (last > head) return FieldErrors.Of("last", $"The newest event is {AuditReviewRules.Number(head)}. Enter that or an earlier one.");
        if (await AuditReviewRules.ObstacleAsync(context, first, last, ct) is { } obstacle) return new Problem.NotAllowed(obstacle);

        var events = context.Events.Where(row => row.Sequence >= first && row.Sequence <= last);
        var critical = events.Where(row => AuditReviewRules.CriticalActs.Contains(row.Action));
        var me = context.Principal.MemberId;
        var review = new AuditReview
        {
            FirstSequence = first,
            LastSequence = last,
            SpanEnd = await events.Where(row => row.Sequence == last).Select(row => row.Hash).SingleAsync(ct),
            CriticalEvents = await critical.CountAsync(ct),
            DeniedEvents = await events.CountAsync(row => row.Before == null && row.After != null && row.After.StartsWith(EventVisibility.DeniedPrefix), ct),
            OwnCriticalEvents = await critical.CountAsync(row => row.ActorKind == "user" && row.ActorId == me, ct),
            Comment = StoredText.Clean(operation.Comment)!,
            ReviewerId = me,
            ReviewerName = context.Member.DisplayName,
            ReviewerRole = SnakeCase.Of(context.Principal.Role.Name),
            ReviewedAt = context.Now,
        };
        context.Add(review);
        await context.SaveAsync(ct);
        return AuditReviewRow.Of(review, me);
    }
}
