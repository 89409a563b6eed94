using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
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

    [Fact]
    public async Task A_session_goes_90_days_after_its_end_or_its_last_use()
    {
        await using var lab = await TestLab.OpenAsync();
        var installation = lab.Services.GetRequiredService<Installation>();
        var user = await lab.PersonAsync("Leila Haddad");
        var now = lab.Clock.GetUtcNow();
        await using (var context = lab.Factory.Create(Scope(lab)))
        {
            context.AddRange(Session(user, "ended", now, now), Session(user, "renewed from it", now, now.AddDays(1), renews: "ended"), Session(user, "never ended", now.AddDays(2), null), Session(user, "with a token", now, null, refreshUntil: now.AddDays(3)));
            await context.SaveChangesAsync();
        }

        foreach (var (days, left) in new[] { (0, 4), (89, 4), (90, 3), (91, 2), (92, 1), (93, 0) })
        {
            lab.Clock.Advance(now.AddDays(days) - lab.Clock.GetUtcNow());
            await installation.ForgetAsync(default);
            await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
            Assert.Equal((days, left), (days, await context.Set<UserSession>().CountAsync()));
        }
    }

    [Fact]
    public async Task A_letter_goes_30_days_after_it_was_sent_or_could_not_be()
    {
        await using var lab = await TestLab.OpenAsync();
        var installation = lab.Services.GetRequiredService<Installation>();
        var now = lab.Clock.GetUtcNow();
        await using (var context = lab.Factory.Create(Scope(lab)))
        {
            context.AddRange(Letter("sent at once", now, now), Letter("sent late", now, now.AddDays(1)), Letter("never sent", now.AddDays(2), null));
            await context.SaveChangesAsync();
        }

        foreach (var (days, left) in new[] { (29, 3), (30, 2), (31, 1), (32, 0) })
        {
            lab.Clock.Advance(now.AddDays(days) - lab.Clock.GetUtcNow());
            await installation.ForgetAsync(default);
            await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
            Assert.Equal((days, left), (days, await context.Set<OutboxMail>().CountAsync()));
        }
    }

    /// <summary>A foreign key to one of these tables would keep their rows.</summary>
    [Theory]
    [InlineData(typeof(UserSession))]
    [InlineData(typeof(OutboxMail))]
    [InlineData(typeof(AccountTicket))]
    [InlineData(typeof(SignInThrottle))]
    public async Task Nothing_holds_on_to_what_goes(Type row)
    {
        await using var lab = await TestLab.OpenAsync();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        Assert.Empty(context.Model.FindEntityType(row)!.GetReferencingForeignKeys());
    }

    private static DatabaseScope Scope(TestLab lab) => new(lab.Clock) { Audit = Visitor.Installation.ToScope("test.arrange") };

    private static UserSession Session(long user, string id, DateTimeOffset seen, DateTimeOffset? ended, string? renews = null, DateTimeOffset? refreshUntil = null) => new()
    {
        Id = id,
        UserId = user,
        Authentication = "password",
        StartedAt = seen,
        LastSeenAt = seen,
        AuthenticatedAt = seen,
        EndedAt = ended,
        Renews = renews,
        RefreshTokenExpiresAt = refreshUntil,
    };

    private static OutboxMail Letter(string subject, DateTimeOffset queued, DateTimeOffset? sent) => new() { To = "leila@nordhavn.example", Subject = subject, Text = "", QueuedAt = queued, SentAt = sent };

    private static Task<int> TicketAsync(FlaskTrackDbContext context, string hash, DateTimeOffset expires, DateTimeOffset? used) => Sql.ExecuteAsync(
        context, """INSERT INTO "AccountTickets" ("Hash", "Purpose", "CreatedAt", "ExpiresAt", "UsedAt") VALUES (@Hash, 'Setup', @Now, @Expires, @Used)""", default,
        ("Hash", hash), ("Now", context.Scope.Clock.GetUtcNow().UtcTicks), ("Expires", expires.UtcTicks), ("Used", used?.UtcTicks ?? 0));

    private static async Task<(int Throttles, int Tickets)> LeftAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return (await context.Set<SignInThrottle>().CountAsync(), await context.Set<AccountTicket>().CountAsync());
    }
}
