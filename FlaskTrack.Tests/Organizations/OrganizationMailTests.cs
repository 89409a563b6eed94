using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Organizations;

/// <summary>The mail server of an organization's own: what is kept, what is shown, and where letters go.</summary>
[Collection(MailServerTurns.Name)]
public sealed class OrganizationMailTests
{
    private static readonly MailServerFields Fields = new("127.0.0.1", 2525, MailTls.None, TinyMailServer.User, TinyMailServer.Password, "lab@plant.example", null);

    [Fact]
    [Trait("assurance", "SET-2")]
    public async Task The_password_is_sealed_in_the_database_and_nowhere_to_be_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var shown = await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));

        Assert.True(shown.HasSecret);
        var row = await plant.ReadAsync(context => context.Set<OrganizationMail>().SingleAsync());
        Assert.DoesNotContain(TinyMailServer.Password, row.SealedSecret, StringComparison.Ordinal);
        Assert.Equal(TinyMailServer.Password, lab.Services.GetRequiredService<ISecretSeal>().Open(row.SealedSecret!));
        var made = (await plant.EventsAsync()).Single(e => e.EntityType == "organization_mail");
        Assert.Contains("\"sealed_secret\":\"•••\"", made.After, StringComparison.Ordinal);
        Assert.DoesNotContain(TinyMailServer.Password, $"{Fields} {new EditOrganizationMail(Fields, 0)} {row.Open(lab.Services.GetRequiredService<ISecretSeal>())}", StringComparison.Ordinal);
        Assert.DoesNotContain(TinyMailServer.Password, System.Text.Json.JsonSerializer.Serialize(await plant.DoAsync(Role.Admin, new GetOrganizationMail())), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("assurance", "SET-1")]
    public async Task A_change_is_told_with_before_after_and_who_and_a_kept_password_is_no_change()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var first = await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));

        await plant.DoAsync(Role.Owner, new EditOrganizationMail(Fields with { Secret = null, FromName = "Plant lab" }, first.Version));

        var changed = (await plant.EventsAsync()).Last(e => e.EntityType == "organization_mail");
        Assert.Equal(("owner", "{\"from_name\":null}", "{\"from_name\":\"Plant lab\"}"), (changed.ActorRole, changed.Before, changed.After));
        var told = await plant.DoAsync(Role.Admin, new FindSettingChanges());
        Assert.Equal("Owner of plant", told["mail.from_name"].By);
        Assert.NotEqual("Owner of plant", told["mail.host"].By);
        Assert.IsType<Problem.Conflict>((await plant.RunAsync(Role.Owner, new EditOrganizationMail(Fields, first.Version))).Problem);
    }

    /// <summary>Or whoever may change the server could have the saved password sent to a server of their own.</summary>
    [Fact]
    public async Task A_saved_password_goes_only_to_the_server_and_user_it_was_saved_for()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));
        await using var server = TinyMailServer.Open();

        foreach (var other in new[] { Fields with { Host = "localhost" }, Fields with { UserName = "other" }, Fields with { Port = 587 }, Fields with { Tls = MailTls.StartTls } })
        {
            var fields = other with { Secret = null };
            foreach (var problem in new[] { (await plant.RunAsync(Role.Admin, new EditOrganizationMail(fields, null))).Problem, (await plant.RunAsync(Role.Admin, new TestOrganizationMail(fields))).Problem })
                Assert.Equal(MailServerFields.SecretAgain, Assert.Single(Assert.IsType<Problem.Invalid>(problem).Fields["secret"]));
        }

        Assert.Empty(server.Heard);
        Assert.True((await plant.DoAsync(Role.Admin, new TestOrganizationMail(Fields with { Secret = null }))).IsSent);
    }

    [Theory]
    [InlineData("host", "")]
    [InlineData("host", "smtp nordhavn")]
    [InlineData("host", "http://smtp.example/")]
    [InlineData("port", "22")]
    [InlineData("port", "80")]
    [InlineData("user_name", "")]
    [InlineData("from_address", "lab")]
    [InlineData("from_name", "Lab\r\nBcc: all@plant.example")]
    public async Task A_wrong_value_is_named_at_its_field(string field, string value)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var wrong = field switch
        {
            "host" => Fields with { Host = value },
            "port" => Fields with { Port = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
            "user_name" => Fields with { UserName = value },
            "from_address" => Fields with { FromAddress = value },
            _ => Fields with { FromName = value },
        };

        var saved = Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Admin, new EditOrganizationMail(wrong, 0))).Problem);
        var tried = Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Admin, new TestOrganizationMail(wrong))).Problem);

        Assert.Equal([field], saved.Fields.Keys);
        Assert.Equal([field], tried.Fields.Keys);
    }

    [Fact]
    public async Task Letters_of_an_organization_go_by_its_own_server_and_no_others_do()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, ferment) = (await lab.OrganizationAsync("plant"), await lab.OrganizationAsync("ferment"));
        await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));
        await using var server = TinyMailServer.Open();

        var shown = await plant.DoAsync(Role.Admin, new Core.Members.InviteMembers(["mina@lab.example"], Role.Viewer));
        var link = await ferment.DoAsync(Role.Admin, new Core.Members.InviteMembers(["nils@lab.example"], Role.Viewer));
        await lab.UseAsync<IMailOutbox, bool>(async outbox => { await outbox.QueueAsync("owner@lab.example", "About an account", "Text", default); return true; });
        var sent = await lab.UseAsync<MailQueue, int>(queue => queue.SendAsync(lab.Services.GetRequiredService<LetterCarrier>().CarryAsync, default, ownOnly: true));

        Assert.Equal(1, sent);
        Assert.Null(shown[0].Link); // it is in the letter
        Assert.NotNull(link[0].Link); // no letter leaves
        var letter = Assert.Single(server.Letters);
        Assert.Contains("To: <mina@lab.example>", letter, StringComparison.Ordinal);
        Assert.Contains("<lab@plant.example>", letter, StringComparison.Ordinal);
        Assert.DoesNotContain((await lab.UseAsync<MailQueue, IReadOnlyList<WaitingMail>>(queue => queue.NewestAsync(10, demoOnly: false, default))).Select(mail => mail.To), to => to == "mina@lab.example");
    }

    [Fact]
    public async Task An_organizations_dead_server_is_told_to_its_admins_and_holds_up_nobody_else()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, ferment) = (await lab.OrganizationAsync("plant"), await lab.OrganizationAsync("ferment"));
        await plant.DoAsync(Role.Admin, new EditOrganizationMail(Fields, 0));
        await plant.DoAsync(Role.Admin, new Core.Members.InviteMembers(["a@lab.example", "b@lab.example", "c@lab.example"], Role.Viewer));
        await ferment.DoAsync(Role.Admin, new Core.Members.InviteMembers(["d@lab.example"], Role.Viewer));
        var asked = 0;

        var sent = await lab.UseAsync<MailQueue, int>(queue => queue.SendAsync((mail, _) => mail.Server is null ? Task.CompletedTask : Task.FromException(new MailException(MailStep.Connection, $"Try {++asked}.")), default));

        Assert.Equal((1, 1), (sent, asked));
        Assert.Contains(await RowsAsync(plant), row => row.Subject == "Mail does not go out" && row.Href == "/organization/settings/mail");
        Assert.DoesNotContain(await RowsAsync(ferment), row => row.Subject == "Mail does not go out");
    }

    [Fact]
    public async Task Where_the_installation_keeps_mail_to_itself_no_organization_names_a_server()
    {
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new LetterDelivery(null, OrganizationServers.None)));
        var plant = await lab.OrganizationAsync();

        Assert.IsType<Problem.NotAllowed>((await plant.RunAsync(Role.Owner, new EditOrganizationMail(Fields, 0))).Problem);
        Assert.IsType<Problem.NotAllowed>((await plant.RunAsync(Role.Owner, new TestOrganizationMail(Fields))).Problem);
    }

    private static async Task<IReadOnlyList<Core.Notifications.NotificationRow>> RowsAsync(TestOrganization organization) => (await organization.DoAsync(Role.Admin, new Core.Notifications.FindNotifications())).Rows;
}
