using System.Net;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

/// <summary>Anybody can open the outbox of a demo, so it shows what opens the demo's people's accounts and nobody else's.</summary>
public sealed class OutboxPageTests
{
    [Fact]
    public async Task Letters_are_shown_in_demo_and_nowhere_else()
    {
        await using var real = await WebLab.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await real.Browse().GetAsync("/dev/outbox")).StatusCode);
        await using var demo = await WebLab.OpenAsync("--Demo:Enabled=true");
        Assert.Contains("No letters yet.", await demo.Browse().ReadAsync("/dev/outbox"), StringComparison.Ordinal);
        await using var mailing = await WebLab.OpenAsync("--Demo:Enabled=true", "--Smtp:Host=mail.example", "--PublicAddress=https://lab.example");
        Assert.Equal(HttpStatusCode.NotFound, (await mailing.Browse().GetAsync("/dev/outbox")).StatusCode);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Staging", false)]
    [InlineData("Development", true)]
    public async Task Outside_development_only_letters_to_the_demos_people_are_shown(string environment, bool all)
    {
        await using var lab = await WebLab.OpenAsync("--Demo:Enabled=true", $"--environment={environment}");
        await lab.LeilaAsync();
        await using var scope = lab.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.True((await users.CreateAsync(new User { UserName = "demo.owner", Email = "owner@plant.example", EmailConfirmed = true, FullName = "Demo Owner", IsDemo = true }, AccountLab.Password)).Succeeded);
        var outbox = lab.App.Services.GetRequiredService<IMailOutbox>();
        foreach (var to in new[] { "owner@plant.example", WebLab.Email, "guest@elsewhere.example" }) await outbox.QueueAsync(to, $"For {to}", $"A secret for {to}", default);

        var page = await lab.Browse().ReadAsync("/dev/outbox");

        Assert.Contains("A secret for owner@plant.example", page, StringComparison.Ordinal);
        Assert.Equal(all, page.Contains(WebLab.Email, StringComparison.Ordinal));
        Assert.Equal(all, page.Contains("guest@elsewhere.example", StringComparison.Ordinal));
    }
}
