using System.Globalization;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>What reviews cover and when the next one is due.</summary>
internal static class AuditReviewRules
{
    /// <summary>An event shall be reviewed within this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(30);

    /// <summary>Acts that a review is about first: those whose right is critical, or that ask for a reason or a signature.</summary>
    public static readonly string[] CriticalActs = [.. Permissions.All.Where(permission => permission.IsCritical || permission.Guard is Guard.Reason or Guard.Sign).Select(permission => permission.Name)];

    /// <summary>The first sequence that no complete review covers, counted on from 1.</summary>
    public static long FirstOpen(IEnumerable<(long First, long Last)> complete)
    {
        var open = 1L;
        foreach (var (first, last) in complete.OrderBy(span => span.First))
        {
            if (first > open) break;
            open = Math.Max(open, last + 1);
        }

        return open;
    }

    /// <summary>Why the caller cannot vouch for these events, as reviewer or as second person: a broken chain, or events they may not read. Null where they can.</summary>
    public static async Task<string?> ObstacleAsync(OperationContext context, long first, long last, CancellationToken ct)
    {
        if (await context.Audit.LastVerificationAsync(ct) is { IsIntact: false, FirstBroken: { } broken } && broken <= last)
            return $"The chain is broken at event {Number(broken)}. Nothing from there on can be reviewed until it is intact again.";
        var seen = await context.Audit.Visible.LongCountAsync(row => row.Sequence >= first && row.Sequence <= last, ct);
        return seen < last - first + 1 ? $"{Number(last - first + 1 - seen)} of these events are withheld from you. Somebody who may read them all reviews them." : null;
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Where reviewing stands.</summary>
    public static async Task<AuditReviewStanding> StandingAsync(IQueryable<AuditReview> reviews, IQueryable<AuditEvent> events, long head, DateTimeOffset now, CancellationToken ct)
    {
        var complete = await reviews.Where(row => row.OwnCriticalEvents == 0 || row.SecondId != null).Select(row => new { row.FirstSequence, row.LastSequence }).ToListAsync(ct);
        var open = FirstOpen(complete.Select(row => (row.FirstSequence, row.LastSequence)));
        if (open > head) return new AuditReviewStanding(head, open, null, null, false, 0, 0);
        var since = await events.Where(row => row.Sequence == open).Select(row => row.Time).FirstAsync(ct);
        var left = events.Where(row => row.Sequence >= open && row.Sequence <= head);
        var critical = await left.CountAsync(row => CriticalActs.Contains(row.Action), ct);
        var denied = await left.CountAsync(row => row.Before == null && row.After != null && row.After.StartsWith(EventVisibility.DeniedPrefix), ct);
        return new AuditReviewStanding(head, open, since, since + Interval, now >= since + Interval, critical, denied);
    }
}

/// <summary>Where reviewing stands.</summary>
/// <param name="Head">The newest event.</param>
/// <param name="FirstOpen">The first event that is not reviewed; one after the newest where all are.</param>
/// <param name="OpenSince">When that event happened.</param>
/// <param name="DueAt">By when it shall be reviewed.</param>
/// <param name="OpenCritical">Critical events that are not reviewed.</param>
public sealed record AuditReviewStanding(long Head, long FirstOpen, DateTimeOffset? OpenSince, DateTimeOffset? DueAt, bool IsOverdue, int OpenCritical, int OpenDenied);
