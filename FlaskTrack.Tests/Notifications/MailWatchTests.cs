using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Notifications;

/// <summary>Admins hear of an outage of the mail server once, and the notice goes when it answers again.</summary>
public sealed class MailWatchTests
{
    private static readonly Func<WaitingMail, CancellationToken, Task> Down = (_, _) => Task.FromException(new MailException(MailStep.Connection, "No connection."));
    private static readonly Func<WaitingMail, CancellationToken, Task> Up = (_, _) => Task.CompletedTask;
    private static readonly Func<WaitingMail, CancellationToken, Task> Refusing = (mail, _) => Task.FromException(new MailException(MailStep.Recipient, "No letters for them.", $"550 {mail.To} is not here"));

    [Fact]
    public async Task One_notice_for_an_outage_however_many_letters_wait()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        await QueueAsync(lab, 3);

        await SendAsync(lab, Down);
        lab.Clock.Advance(TimeSpan.FromMinutes(5));
        await QueueAsync(lab, 2);
        await SendAsync(lab, Down);

        foreach (var organization in new[] { plant, ferment })
        {
            foreach (var role in new[] { Role.Owner, Role.Admin }) Assert.Equal(1, await ToldAsync(organization, role));
            foreach (var role in new[] { Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor }) Assert.Equal(0, await ToldAsync(organization, role));
        }

        Assert.DoesNotContain(await lab.LettersAsync(), letter => letter.Subject.Contains("Mail does not go out", StringComparison.Ordinal));
    }

    /// <summary>Also where the reader has read it, and after a restart, which knows nothing of what this process remembers.</summary>
    [Fact]
    public async Task It_is_not_repeated_while_the_outage_goes_on()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await QueueAsync(lab, 1);
        await SendAsync(lab, Down);
        await plant.DoAsync(Role.Admin, new MarkNotificationsRead());

        await lab.Services.GetRequiredService<Core.Platform.Notices.MailWatch>().FailedAsync(null, default);

        Assert.Equal(1, await ToldAsync(plant, Role.Admin));
        Assert.Equal(0, (await plant.DoAsync(Role.Admin, new FindNotifications(UnreadOnly: true))).Unread);
    }

    [Fact]
    public async Task It_is_cleared_when_mail_works_again_and_a_next_outage_is_told_anew()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await QueueAsync(lab, 1);
        await SendAsync(lab, Down);
        Assert.Equal(1, (await plant.DoAsync(Role.Admin, new FindNotifications(UnreadOnly: true))).Unread);

        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(lab, Up);
        Assert.Equal(0, (await plant.DoAsync(Role.Admin, new FindNotifications(UnreadOnly: true))).Unread);

        await QueueAsync(lab, 1);
        await SendAsync(lab, Down);
        Assert.Equal(1, (await plant.DoAsync(Role.Admin, new FindNotifications(UnreadOnly: true))).Unread);
        Assert.Equal(2, await ToldAsync(plant, Role.Admin));
    }

    [Fact]
    public async Task A_server_that_refuses_one_address_is_no_outage()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await QueueAsync(lab, 1);

        await SendAsync(lab, Refusing);

        Assert.Equal(0, await ToldAsync(plant, Role.Admin));
    }

    private static async Task QueueAsync(TestLab lab, int count)
    {
        for (var i = 0; i < count; i++) await lab.UseAsync<IMailOutbox, bool>(async outbox => { await outbox.QueueAsync("somebody@lab.example", "Subject", "Text", default); return true; });
    }

    private static Task<int> SendAsync(TestLab lab, Func<WaitingMail, CancellationToken, Task> send) => lab.UseAsync<MailQueue, int>(queue => queue.SendAsync(send, default));

    private static async Task<int> ToldAsync(TestOrganization organization, Role role) => (await organization.DoAsync(role, new FindNotifications())).Rows.Count(row => row.Subject == "Mail does not go out");
}
