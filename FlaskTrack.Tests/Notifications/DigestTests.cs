using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Notifications;

/// <summary>The digest comes at the member's hour and tells nothing of what they may not know any more.</summary>
public sealed class DigestTests
{
    [Fact]
    public async Task It_comes_once_at_the_members_hour_with_titles_and_codes()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, packets) = await GivenAsync(lab, MailTiming.Daily);

        Assert.Equal(0, await SendAsync(lab));
        MoveTo(lab, hour: 7);
        Assert.Equal(1, await SendAsync(lab));
        Assert.Equal(0, await SendAsync(lab));

        var letter = Assert.Single(await NotificationTests.LettersAsync(plant));
        Assert.Equal("Lab plant: 2 notices", letter.Subject);
        Assert.All(packets, packet => Assert.Contains($"Evidence packet {packet.Code} is ready", letter.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Customer audit", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("assurance", "NOT-1")]
    public async Task A_record_that_is_no_longer_readable_is_not_in_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, packets) = await GivenAsync(lab, MailTiming.Daily);
        await plant.DoAsync(Role.Owner, new DeleteEvidence(packets[0].Id, "Made by mistake"));

        MoveTo(lab, hour: 7);
        await SendAsync(lab);

        var letter = Assert.Single(await NotificationTests.LettersAsync(plant));
        Assert.DoesNotContain(packets[0].Code, letter.Subject + letter.Text, StringComparison.Ordinal);
        Assert.Contains(packets[1].Code, letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_in_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, _) = await GivenAsync(lab, MailTiming.Daily);
        await plant.DoAsync(Role.Scientist, new MarkNotificationsRead());

        MoveTo(lab, hour: 7);

        Assert.Equal(0, await SendAsync(lab));
        Assert.Empty(await NotificationTests.LettersAsync(plant));
    }

    [Fact]
    public async Task The_weekly_one_waits_for_Monday()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, _) = await GivenAsync(lab, MailTiming.Weekly);

        MoveTo(lab, hour: 7);
        Assert.NotEqual(DayOfWeek.Monday, lab.Clock.GetUtcNow().DayOfWeek);
        Assert.Equal(0, await SendAsync(lab));
        while (lab.Clock.GetUtcNow().DayOfWeek != DayOfWeek.Monday) lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SendAsync(lab));

        Assert.Single(await NotificationTests.LettersAsync(plant));
    }

    private static async Task<(TestOrganization Plant, PacketView[] Packets)> GivenAsync(TestLab lab, MailTiming timing)
    {
        var plant = await lab.OrganizationAsync();
        var usual = await plant.DoAsync(Role.Scientist, new GetNotificationSettings());
        await plant.DoAsync(Role.Scientist, new EditNotificationSettings([.. usual.Choices.Select(choice => choice.Kind == NotificationKind.PacketReady ? choice with { Mail = timing } : choice)], 7));
        var sample = await plant.SampleAsync();
        return (plant, [await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code)), await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code))]);
    }

    private static Task<int> SendAsync(TestLab lab) => lab.Services.GetRequiredService<InstallationWork>().SendDigestsAsync(default);

    /// <summary>The next time that it is this hour in the organization.</summary>
    private static void MoveTo(TestLab lab, int hour)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        do lab.Clock.Advance(TimeSpan.FromHours(1));
        while (TimeZoneInfo.ConvertTime(lab.Clock.GetUtcNow(), zone).Hour != hour);
    }
}
