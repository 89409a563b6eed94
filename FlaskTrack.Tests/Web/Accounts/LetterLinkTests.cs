using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Commands;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

/// <summary>Links that set a password or confirm an address lead to this installation, whatever host a request names.</summary>
[Trait("assurance", "S26")]
public sealed class LetterLinkTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://lab.example/track")]
    public async Task A_foreign_host_of_the_request_gets_into_no_letter(string? address)
    {
        await using var lab = await WebLab.OpenAsync(address is null ? [] : [$"--PublicAddress={address}"]);
        await lab.LeilaAsync();
        var root = address ?? lab.Address.GetLeftPart(UriPartial.Authority);
        var (leila, stranger) = (await lab.EnterAsync(), lab.Browse());
        foreach (var browser in new[] { leila, stranger }) browser.Client.DefaultRequestHeaders.Host = "evil.example";

        await leila.PostAsync("/account/security", "email", [new("email", "leila@new.example")]);
        await stranger.PostAsync("/sign-in/recover", "recover", [new("email", WebLab.Email)]);

        Assert.Contains($"{root}/account/confirm-email?token=", await LetterAsync(lab, "Confirm your new address"), StringComparison.Ordinal);
        Assert.Contains($"{root}/sign-in/reset?token=", await LetterAsync(lab, "Set a new password"), StringComparison.Ordinal);
        await using var context = Open(lab);
        Assert.DoesNotContain(await context.Set<OutboxMail>().Select(mail => mail.Text).ToListAsync(), text => text.Contains("evil.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "Set PublicAddress")]
    [InlineData("lab.example", "PublicAddress must")]
    [InlineData("ftp://lab.example", "PublicAddress must")]
    public async Task A_server_that_sends_mail_does_not_start_without_its_address(string? address, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("flasktrack-serve-");
        using var output = new StringWriter();
        List<string> arguments = ["serve", "--urls=http://127.0.0.1:0", $"--contentRoot={Path.Combine(Repository.Root, "FlaskTrack.Web")}", $"--Data:Folder={folder.FullName}", "--Smtp:Host=mail.example"];
        if (address is not null) arguments.Add($"--PublicAddress={address}");

        Assert.Equal(CommandLine.Failed, await CommandLine.RunAsync([.. arguments], output).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Contains(sentence, output.ToString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    /// <summary>The text of the newest such letter. Recovery is worked off after the answer, so it is read until it is there.</summary>
    private static async Task<string> LetterAsync(WebLab lab, string subject)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            await using var context = Open(lab);
            if (await context.Set<OutboxMail>().Where(mail => mail.Subject == subject).Select(mail => mail.Text).FirstOrDefaultAsync(limit.Token) is { } text) return text;
        }
    }

    private static FlaskTrackDbContext Open(WebLab lab) => lab.App.Services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
}
