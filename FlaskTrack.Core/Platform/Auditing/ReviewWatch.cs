using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Reminds those who may review the audit log of events that have waited longer than they should (EU GMP Annex 11 clause 9). The host calls it once a
/// night; an unread reminder is not repeated.</summary>
internal sealed class ReviewWatch(DatabaseFactory factory, WriterGate gate, NoticeBroadcast notices, PublicAddress address, TimeProvider clock)
{
    private const string Name = "Review watch";

    /// <returns>In how many organizations a review is overdue.</returns>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        List<(long Id, string Slug)> organizations;
        await using (var context = factory.Create(new DatabaseScope(clock))) organizations = await OrganizationDirectory.AllAsync(context, ct);
        var overdue = 0;
        foreach (var (id, slug) in organizations)
        {
            if (await RemindAsync(id, slug, ct)) overdue++;
        }

        return overdue;
    }

    private async Task<bool> RemindAsync(long organizationId, string slug, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        var head = await AuditChain.PeekAsync(context, organizationId, ct);
        var standing = await AuditReviewRules.StandingAsync(context.Set<AuditReview>().AsNoTracking(), context.Set<AuditEvent>().AsNoTracking(), head?.Sequence ?? 0, clock.GetUtcNow(), ct);
        if (!standing.IsOverdue) return false;
        using var entered = await gate.EnterAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        context.Scope.Audit = new AuditScope { ActorKind = "system", ActorName = Name, Channel = "job", Action = Security.Permissions.Audit.Review.Name };
        var draft = new NoticeDraft(NotificationKind.Reminder, $"The audit log is not reviewed from event {standing.FirstOpen} on")
        {
            Holders = Security.Permissions.Audit.Review,
            Text = "An event is reviewed within 30 days.",
            Href = "/audit/reviews",
            Key = "audit-review",
        };
        await NoticeWriter.WriteAsync(context, [draft], address, ct);
        await transaction.CommitAsync(ct);
        notices.Raise(context.Scope.Noticed);
        return true;
    }
}
