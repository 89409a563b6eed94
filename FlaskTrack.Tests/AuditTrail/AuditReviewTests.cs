using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>The audit trail is reviewed, the review is itself recorded, and nobody answers alone for what they did (EU GMP Annex 11 clause 9).</summary>
[Trait("assurance", "A11-9")]
public sealed class AuditReviewTests
{
    [Fact]
    public async Task A_review_is_kept_bound_to_its_span_and_audited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        await plant.RunAsync(Role.Viewer, new ArchiveSample("SMP-000001"));
        var events = await plant.EventsAsync();

        var review = await plant.DoAsync(Role.Admin, new RecordAuditReview(1, events.Count, "Nothing unusual"));

        Assert.Equal((1, events.Count, events[^1].Hash), (review.First, review.Last, review.SpanEnd));
        Assert.Equal((1, true), (review.Denied, review.IsComplete));
        Assert.Equal(("Admin of plant", "admin"), (review.Reviewer, review.ReviewerRole));
        var last = (await plant.EventsAsync())[^1];
        Assert.Equal(("audit.review", "audit_review"), (last.Action, last.EntityType));
        Assert.Contains("Nothing unusual", last.After, StringComparison.Ordinal);
        var page = await plant.DoAsync(Role.Owner, new FindAuditReviews());
        Assert.Equal((events.Count + 1, false), (page.Standing.FirstOpen, page.Standing.IsOverdue));
    }

    [Fact]
    [Trait("assurance", "D11-12.6")]
    public async Task Whoever_made_critical_events_of_the_span_cannot_answer_for_it_alone()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.VerifyAsync(Role.Owner);
        var head = (await plant.EventsAsync()).Count;

        var own = await plant.DoAsync(Role.Owner, new RecordAuditReview(1, head, "Verified the chain myself"));
        Assert.Equal((1, false), (own.OwnCritical, own.IsComplete));
        Assert.Equal(1, (await plant.DoAsync(Role.Owner, new FindAuditReviews())).Standing.FirstOpen);
        Assert.Contains("somebody else", (await plant.RunAsync(Role.Owner, new ConfirmAuditReview(own.Id, "me again"))).NotAllowed(), StringComparison.Ordinal);

        var confirmed = await plant.DoAsync(Role.Admin, new ConfirmAuditReview(own.Id, "Looked at it too"));
        Assert.Equal((true, "Admin of plant"), (confirmed.IsComplete, confirmed.Second));
        Assert.Equal(head + 1, (await plant.DoAsync(Role.Owner, new FindAuditReviews())).Standing.FirstOpen);
        Assert.Contains("already", (await plant.RunAsync(Role.Admin, new ConfirmAuditReview(own.Id, "again"))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_confirms_as_second_person_what_they_may_not_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (north, south) = (await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH")), await plant.DoAsync(Role.Owner, new CreateSite("South", "SOUTH")));
        var sample = await plant.SampleAsync();
        await plant.WriteAsync(context => context.Find<Sample>(sample.Id)!.SiteId = south.Id);
        await plant.RestrictToSiteAsync(await plant.IdAsync(Role.Admin), north.Id);
        await plant.VerifyAsync(Role.Owner);
        var own = await plant.DoAsync(Role.Owner, new RecordAuditReview(1, (await plant.EventsAsync()).Count, "Verified the chain myself"));

        Assert.Contains("withheld", (await plant.RunAsync(Role.Admin, new ConfirmAuditReview(own.Id, "Looked at it too"))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_join_and_a_gap_stays_open()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Admin, new RecordAuditReview(1, 2, "a"));
        await plant.DoAsync(Role.Admin, new RecordAuditReview(5, 6, "b"));

        Assert.Equal(3, (await plant.DoAsync(Role.Admin, new FindAuditReviews())).Standing.FirstOpen);
        await plant.DoAsync(Role.Admin, new RecordAuditReview(2, 4, "c"));
        Assert.Equal(7, (await plant.DoAsync(Role.Admin, new FindAuditReviews())).Standing.FirstOpen);
    }

    [Fact]
    public async Task What_cannot_be_reviewed_is_said_at_the_field()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.Equal(["comment"], (await plant.RunAsync(Role.Admin, new RecordAuditReview(1, 2, " "))).Invalid().Keys);
        Assert.Equal(["last"], (await plant.RunAsync(Role.Admin, new RecordAuditReview(3, 2, "x"))).Invalid().Keys);
        Assert.Equal(["first"], (await plant.RunAsync(Role.Admin, new RecordAuditReview(0, 2, "x"))).Invalid().Keys);
        Assert.Equal(["last"], (await plant.RunAsync(Role.Admin, new RecordAuditReview(1, 999, "x"))).Invalid().Keys);
        Assert.Equal("audit.review", (await plant.RunAsync(Role.Auditor, new RecordAuditReview(1, 2, "x"))).Denied().RequiredCapability);
        Assert.Equal("audit.review", (await plant.RunAsync(Role.Scientist, new FindAuditReviews())).Denied().RequiredCapability);
    }

    [Fact]
    public async Task Behind_a_break_nothing_is_reviewed()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        await plant.ChangeAsync(4, "ActorName", "Somebody else");
        await plant.VerifyAsync(Role.Auditor);

        Assert.Contains("broken at event 4", (await plant.RunAsync(Role.Admin, new RecordAuditReview(1, 5, "x"))).NotAllowed(), StringComparison.Ordinal);
        Assert.True((await plant.RunAsync(Role.Admin, new RecordAuditReview(1, 3, "x"))).IsOk);
    }

    [Fact]
    public async Task After_30_days_those_who_may_review_are_reminded_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var work = lab.Services.GetRequiredService<InstallationWork>();
        lab.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await work.RemindOfReviewsAsync(default));
        lab.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await work.RemindOfReviewsAsync(default));
        Assert.Equal(1, await work.RemindOfReviewsAsync(default));

        Assert.True((await plant.DoAsync(Role.Admin, new FindAuditReviews())).Standing.IsOverdue);
        foreach (var role in new[] { Role.Owner, Role.Admin })
        {
            var notice = Assert.Single((await plant.DoAsync(role, new FindNotifications())).Rows);
            Assert.Equal((NotificationKind.Reminder, "/audit/reviews"), (notice.Kind, notice.Href));
        }

        Assert.Empty((await plant.DoAsync(Role.Auditor, new FindNotifications())).Rows);
    }
}
