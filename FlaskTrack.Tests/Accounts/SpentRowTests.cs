using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Accounts;

public sealed class SpentRowTests
{
    [Fact]
    public async Task What_signing_in_leaves_behind_goes_by_its_age_and_no_sooner()
    {
        await using var lab = await TestLab.OpenAsync();
        var installation = lab.Services.GetRequiredService<Installation>();
        var now = lab.Clock.GetUtcNow();
        await using (var context = lab.Factory.Create(new DatabaseScope(lab.Clock)))
        {
            await Sql.ExecuteAsync(context, """INSERT INTO "SignInThrottles" ("Key", "Tries", "WaitsGiven", "FirstTryAt", "LastTryAt", "Version") VALUES ('a', 3, 0, @Now, @Now, 1)""", default, ("Now", now.UtcTicks));
            await TicketAsync(context, "used", now.AddMinutes(10), now);
            await TicketAsync(context, "open", now.AddDays(2), null);
        }

        Assert.Equal(0, await installation.ForgetAsync(default));
        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await installation.ForgetAsync(default)); // the throttle
        Assert.Equal((0, 2), await LeftAsync(lab));
        lab.Clock.Advance(TimeSpan.FromDays(6) + TimeSpan.FromMinutes(10));
        Assert.Equal(1, await installation.ForgetAsync(default)); // the ticket that ended first
        lab.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await installation.ForgetAsync(default));
        Assert.Equal((0, 0), await LeftAsync(lab));
    }

    private static Task<int> TicketAsync(FlaskTrackDbContext context, string hash, DateTimeOffset expires, DateTimeOffset? used) => Sql.ExecuteAsync(
        context, """INSERT INTO "AccountTickets" ("Hash", "Purpose", "CreatedAt", "ExpiresAt", "UsedAt") VALUES (@Hash, 'Setup', @Now, @Expires, @Used)""", default,
        ("Hash", hash), ("Now", context.Scope.Clock.GetUtcNow().UtcTicks), ("Expires", expires.UtcTicks), ("Used", used?.UtcTicks ?? 0));

    private static async Task<(int Throttles, int Tickets)> LeftAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return (await context.Set<SignInThrottle>().CountAsync(), await context.Set<AccountTicket>().CountAsync());
    }
}
