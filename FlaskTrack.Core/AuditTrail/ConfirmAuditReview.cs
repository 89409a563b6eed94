using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Confirms as a second person a review whose reviewer made critical events of its span; from then on it counts.</summary>
public sealed record ConfirmAuditReview(long ReviewId, string? Comment) : ICommand<ConfirmAuditReview, AuditReviewRow>, IValidated, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Audit.Review;

    public void Validate(FieldErrors errors) => errors.Text("comment", "Comment", Comment, 2000);
}

internal sealed class ConfirmAuditReviewHandler : IHandler<ConfirmAuditReview, AuditReviewRow>
{
    public async Task<Result<AuditReviewRow>> HandleAsync(ConfirmAuditReview operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<AuditReview>().FirstOrDefaultAsync(row => row.Id == operation.ReviewId, ct) is not { } review) return Problem.NotFound;
        if (review.IsComplete) return new Problem.NotAllowed("This review counts already.");
        var me = context.Principal.MemberId;
        if (review.ReviewerId == me) return new Problem.NotAllowed("You made critical events of this span yourself, so somebody else confirms your review.");
        if (await AuditReviewRules.ObstacleAsync(context, review.FirstSequence, review.LastSequence, ct) is { } obstacle) return new Problem.NotAllowed(obstacle);
        (review.SecondId, review.SecondName, review.SecondRole) = (me, context.Member.DisplayName, SnakeCase.Of(context.Principal.Role.Name));
        (review.SecondComment, review.SecondAt) = (StoredText.Clean(operation.Comment), context.Now);
        await context.SaveAsync(ct);
        return AuditReviewRow.Of(review, me);
    }
}
