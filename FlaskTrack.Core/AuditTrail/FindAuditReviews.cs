using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Reviews of the audit log, newest first, and where reviewing stands.</summary>
/// <param name="BeforeId">Reviews of a lower number only; the cursor.</param>
public sealed record FindAuditReviews(long? BeforeId = null, int Take = 50) : IQuery<FindAuditReviews, AuditReviewPage>, IValidated
{
    public static Permission Requires => Permissions.Audit.Review;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

public sealed record AuditReviewPage(AuditReviewStanding Standing, IReadOnlyList<AuditReviewRow> Rows, long? Next);

/// <summary>A review as its page shows it.</summary>
/// <param name="IsMine">The caller is the reviewer.</param>
public sealed record AuditReviewRow(long Id, long First, long Last, string SpanEnd, int Critical, int Denied, int OwnCritical, string Comment, string Reviewer, string ReviewerRole, DateTimeOffset At, bool IsComplete, bool IsMine, string? Second, string? SecondRole, string? SecondComment, DateTimeOffset? SecondAt)
{
    internal static AuditReviewRow Of(AuditReview row, long me) => new(
        row.Id, row.FirstSequence, row.LastSequence, row.SpanEnd, row.CriticalEvents, row.DeniedEvents, row.OwnCriticalEvents, row.Comment, row.ReviewerName, row.ReviewerRole, row.ReviewedAt, row.IsComplete, row.ReviewerId == me, row.SecondName, row.SecondRole, row.SecondComment, row.SecondAt);
}

internal sealed class FindAuditReviewsHandler : IHandler<FindAuditReviews, AuditReviewPage>
{
    public async Task<Result<AuditReviewPage>> HandleAsync(FindAuditReviews operation, OperationContext context, CancellationToken ct)
    {
        var head = (await context.HeadAsync(ct))?.Sequence ?? 0;
        var standing = await AuditReviewRules.StandingAsync(context.Rows<AuditReview>().AsNoTracking(), context.Events, head, context.Now, ct);
        var before = operation.BeforeId ?? long.MaxValue;
        var rows = await context.Rows<AuditReview>().AsNoTracking().Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(operation.Take + 1).ToListAsync(ct);
        var more = rows.Count > operation.Take;
        if (more) rows.RemoveAt(rows.Count - 1);
        return new AuditReviewPage(standing, [.. rows.Select(row => AuditReviewRow.Of(row, context.Principal.MemberId))], more ? rows[^1].Id : null);
    }
}
