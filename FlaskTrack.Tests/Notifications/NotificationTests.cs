using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.AuditTrail;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Notifications;

/// <summary>People are told in time, and no more than they may know.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task A_finished_packet_is_told_to_whoever_asked_and_to_nobody_else()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var rung = new List<long>();
        lab.Services.GetRequiredService<NoticeBroadcast>().Changed += (_, member) => rung.Add(member);

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));

        var page = await plant.DoAsync(Role.Scientist, new FindNotifications());
        var notice = Assert.Single(page.Rows);
        Assert.Equal((NotificationKind.PacketReady, $"Evidence packet {packet.Code} is ready", $"/evidence/{packet.Code}", 1), (notice.Kind, notice.Subject, notice.Href!, page.Unread));
        Assert.Contains(await plant.IdAsync(Role.Scientist), rung);
        Assert.Empty((await plant.DoAsync(Role.Owner, new FindNotifications())).Rows);
    }

    [Fact]
    public async Task A_failed_packet_is_told_with_its_cause()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync(Role.Owner, "closed");
        var asked = await plant.RequestAsync(Role.Auditor, EvidenceGiven.Samples(sample.Code));
        await plant.DoAsync(Role.Owner, new SetSampleAccess(sample.Code, Visibility.Restricted));

        Assert.Equal(PacketState.Failed, (await plant.BuildAsync(Role.Auditor, asked)).State);

        var notice = Assert.Single((await plant.DoAsync(Role.Auditor, new FindNotifications())).Rows);
        Assert.Contains("could not be built", notice.Subject, StringComparison.Ordinal);
        Assert.NotNull(notice.Text);
    }

    [Fact]
    public async Task A_notice_of_a_record_that_is_no_longer_readable_vanishes()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        Assert.Equal(1, (await plant.DoAsync(Role.Scientist, new FindNotifications())).Unread);

        await plant.DoAsync(Role.Owner, new DeleteEvidence(packet.Id, "Made by mistake"));

        var page = await plant.DoAsync(Role.Scientist, new FindNotifications());
        Assert.Equal((0, 0), (page.Rows.Count, page.Unread));
    }

    [Fact]
    public async Task Reading_is_ones_own_and_leaves_no_event()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        await plant.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", Ground.Table(), new ImportPlan()));
        var rows = (await plant.DoAsync(Role.Scientist, new FindNotifications())).Rows;
        var events = (await plant.EventsAsync()).Count;

        Assert.Equal(0, await plant.DoAsync(Role.Owner, new MarkNotificationsRead([rows[0].Id])));
        Assert.Equal(2, (await plant.DoAsync(Role.Scientist, new FindNotifications())).Unread);
        Assert.Equal(1, await plant.DoAsync(Role.Scientist, new MarkNotificationsRead([rows[0].Id])));
        Assert.Equal([rows[1].Id], (await plant.DoAsync(Role.Scientist, new FindNotifications(UnreadOnly: true))).Rows.Select(row => row.Id));
        Assert.Equal(1, await plant.DoAsync(Role.Scientist, new MarkNotificationsRead()));
        Assert.Equal(0, (await plant.DoAsync(Role.Scientist, new FindNotifications())).Unread);
        Assert.Equal(events, (await plant.EventsAsync()).Count);
    }

    [Fact]
    public async Task A_changed_role_is_told_to_the_member_in_the_transaction_of_the_change()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var viewer = await plant.IdAsync(Role.Viewer);

        await plant.DoAsync(Role.Admin, new AssignRole(viewer, Role.Technician));

        var notice = Assert.Single((await plant.DoAsync(Role.Viewer, new FindNotifications())).Rows);
        Assert.Equal("Your role is now Technician", notice.Subject);
        var letter = Assert.Single(await LettersAsync(plant));
        Assert.Equal("Lab plant: Your role is now Technician", letter.Subject);
        Assert.DoesNotContain("Admin of plant", letter.Text, StringComparison.Ordinal);
        Assert.Contains("/account/notifications", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_chain_is_told_to_owners_admins_and_auditors_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.ChangeAsync(3, "ActorName", "Somebody else");

        await plant.VerifyAsync(Role.Auditor);
        await plant.VerifyAsync(Role.Auditor);

        foreach (var role in new[] { Role.Owner, Role.Admin, Role.Auditor })
            Assert.Equal("The audit chain is broken at event 3", Assert.Single((await plant.DoAsync(role, new FindNotifications())).Rows).Subject);
        Assert.Empty((await plant.DoAsync(Role.Scientist, new FindNotifications())).Rows);
        Assert.Equal(3, (await LettersAsync(plant)).Count);
    }

    [Fact]
    public async Task What_happens_to_an_account_is_told_in_every_organization_of_the_person()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var user = plant.UserOf(Role.Viewer);
        var visitor = await lab.EnterAsync(await lab.EmailAsync(user));

        var done = await lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, AccountLab.Password, "another horse battery staple", default));

        Assert.True(done.IsOk, done.Problem?.Sentence);
        var notice = Assert.Single((await plant.DoAsync(Role.Viewer, new FindNotifications())).Rows);
        Assert.Equal((NotificationKind.Security, "Your password was changed"), (notice.Kind, notice.Subject));
    }

    [Fact]
    public async Task Choices_hold_for_each_kind_and_security_cannot_be_turned_off()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var usual = await plant.DoAsync(Role.Viewer, new GetNotificationSettings());
        NoticeChoice[] quiet = [.. usual.Choices.Select(choice => choice.IsFixed ? choice : choice with { InApp = false, Mail = MailTiming.Off })];

        var refused = await plant.RunAsync(Role.Viewer, new EditNotificationSettings([new NoticeChoice(NotificationKind.Security, false, MailTiming.Off)], 7));
        Assert.Contains("cannot be turned off", refused.Invalid()["security"][0], StringComparison.Ordinal);
        Assert.Equal(["digest_hour"], (await plant.RunAsync(Role.Viewer, new EditNotificationSettings(quiet, 24))).Invalid().Keys);
        var kept = await plant.DoAsync(Role.Viewer, new EditNotificationSettings(quiet, 22));
        Assert.Equal((quiet.Length, 22), (kept.Choices.Count, kept.DigestHour));
        Assert.Equal(quiet, (await plant.DoAsync(Role.Viewer, new GetNotificationSettings())).Choices);

        await plant.DoAsync(Role.Admin, new AssignRole(await plant.IdAsync(Role.Viewer), Role.Technician));

        Assert.Empty((await plant.DoAsync(Role.Viewer, new FindNotifications())).Rows);
        Assert.Empty(await LettersAsync(plant));
    }

    /// <summary>The work is done and the notice is there, whatever the mail server does.</summary>
    [Fact]
    [Trait("assurance", "NOT-2")]
    public async Task With_the_mail_server_down_the_change_and_the_notice_are_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        await plant.DoAsync(Role.Admin, new AssignRole(await plant.IdAsync(Role.Viewer), Role.Technician));
        var sent = await lab.Services.GetRequiredService<MailQueue>().SendAsync((_, _) => throw new IOException("no route to the mail server"), default);

        Assert.Equal(0, sent);
        Assert.Equal(Role.Technician, (await plant.MemberAsync(Role.Viewer)).Role);
        Assert.Single((await plant.DoAsync(Role.Viewer, new FindNotifications())).Rows);
        Assert.Equal("no route to the mail server", Assert.Single(await LettersAsync(plant)).LastError);
    }

    internal static Task<List<OutboxMail>> LettersAsync(TestOrganization lab) => lab.ReadAsync(context => context.Set<OutboxMail>().AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());
}
