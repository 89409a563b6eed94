using System.Net;
using System.Text;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Organizations;

/// <summary>SET-2: with wrong data the server's reply is shown, and saved settings stay as they were. Against a real server on the loopback.</summary>
[Collection(MailServerTurns.Name)]
[Trait("assurance", "SET-2")]
public sealed class MailTrialTests
{
    private static readonly MailServerFields Fields = new("127.0.0.1", 2525, MailTls.None, TinyMailServer.User, TinyMailServer.Password, "lab@plant.example", "Labor für Pflänzchen");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_good_server_takes_one_letter_to_the_caller(bool loginOnly)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await using var server = TinyMailServer.Open(offersLoginOnly: loginOnly);

        var trial = await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields));

        Assert.Equal((true, "250 2.0.0 Ok: queued as 4F2A"), (trial.IsSent, trial.Answer));
        var letter = Assert.Single(server.Letters);
        var to = await plant.ReadAsync(context => context.Users.Where(user => user.Id == plant.UserOf(Role.Admin)).Select(user => user.Email).SingleAsync());
        Assert.Contains($"\nTo: <{to}>\n", letter, StringComparison.Ordinal);
        Assert.Contains($"From: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("Labor für Pflänzchen"))}?= <lab@plant.example>", letter, StringComparison.Ordinal);
        Assert.Contains("takes letters of Lab plant", Encoding.UTF8.GetString(Convert.FromBase64String(letter[(letter.IndexOf("\n\n", StringComparison.Ordinal) + 2)..])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_shows_the_servers_answer_word_for_word_and_saved_settings_stay()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var saved = await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));
        await using var server = TinyMailServer.Open();

        var trial = await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Secret = "wrong horse battery" }));

        Assert.False(trial.IsSent);
        Assert.Equal("535-5.7.8 Username and Password not accepted.\n535 5.7.8 See tiny.example/why", trial.Answer);
        Assert.Equal(saved, (await plant.DoAsync(Role.Admin, new GetOrganizationMail())).Server);
        Assert.True((await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Secret = null }))).IsSent);
        var tries = (await plant.EventsAsync()).Where(e => e.Action == "organization.settings" && e.EntityType is null).Select(e => e.After).ToList();
        Assert.Equal(["{\"mail_server\":\"127.0.0.1:2525\",\"sent\":false}", "{\"mail_server\":\"127.0.0.1:2525\",\"sent\":true}"], tries);
    }

    [Fact]
    public async Task A_name_nobody_has_and_a_port_nobody_listens_at_are_said_as_such()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var unknown = await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Host = "nowhere.invalid" }));
        var refused = await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields));

        Assert.StartsWith("The name nowhere.invalid was not found: ", unknown.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1 port 2525 did not take the connection: ", refused.Sentence, StringComparison.Ordinal);
        Assert.All([unknown, refused], trial => Assert.Equal((false, null), (trial.IsSent, trial.Answer)));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_ten_seconds()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await using var server = TinyMailServer.Open(isSilent: true);

        var trial = plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields));
        await server.Greeted.Task;
        lab.Clock.Advance(SmtpSession.EachStep);

        Assert.Equal("127.0.0.1 port 2525 did not answer within 10 s.", (await trial).Sentence);
    }

    [Fact]
    public async Task A_server_without_encryption_or_with_a_certificate_nobody_trusts_gets_neither_password_nor_letter()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await using (var plain = TinyMailServer.Open())
        {
            Assert.Equal("127.0.0.1 port 2525 does not offer STARTTLS.", (await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Tls = MailTls.StartTls }))).Sentence);
            Assert.DoesNotContain(plain.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        }

        await using var untrusted = TinyMailServer.Open(offersStartTls: true);
        Assert.StartsWith("The encrypted connection to 127.0.0.1 did not come about: ", (await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Tls = MailTls.StartTls }))).Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(untrusted.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tries_are_bounded()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        for (var i = 0; i < MailTrials.Most; i++) await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Host = "169.254.169.254" }));

        Assert.IsType<Problem.NotAllowed>((await plant.RunAsync(Role.Owner, new TestOrganizationMail(Fields))).Problem);
        lab.Clock.Advance(MailTrials.Span);
        Assert.True((await plant.RunAsync(Role.Owner, new TestOrganizationMail(Fields))).IsOk);
    }

    [Theory]
    [InlineData("8.8.8.8", true, true)]
    [InlineData("10.1.2.3", true, false)]
    [InlineData("192.168.7.1", true, false)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("::ffff:10.1.2.3", true, false)]
    [InlineData("fd12::1", true, false)]
    [InlineData("::1", true, false)]
    [InlineData("2001:4860:4860::8888", true, true)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("fd00:ec2::254", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("239.1.1.1", false, false)]
    public void Where_a_conversation_may_lead(string address, bool any, bool outside)
    {
        var given = IPAddress.Parse(address);
        Assert.Equal((any, outside, false), (MailReach.Allows(given, OrganizationServers.Any, own: false), MailReach.Allows(given, OrganizationServers.Public, own: false), MailReach.Allows(given, OrganizationServers.None, own: false)));
        Assert.True(MailReach.Allows(given, OrganizationServers.None, own: true));
    }

    [Fact]
    public async Task A_private_address_is_refused_where_only_public_ones_are_allowed()
    {
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new LetterDelivery(null, OrganizationServers.Public)));
        var plant = await lab.OrganizationAsync();
        await using var server = TinyMailServer.Open();

        var trial = await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Host = "localhost" }));

        Assert.Contains("lets no organization send mail", trial.Sentence, StringComparison.Ordinal);
        Assert.Empty(server.Heard);
    }
}
