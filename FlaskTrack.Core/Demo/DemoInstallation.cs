using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Demo;

/// <summary>Fills an installation with two organizations and half a year of their work. Every act runs as an operation of its member at its own time, so
/// the records, the refusals and the audit trail are as real as those of a lab.</summary>
public sealed class DemoInstallation
{
    public const int UsualNumber = 2026;

    private static readonly DemoLab[] Labs = [DemoPlant.Lab, DemoFerment.Lab];
    private const string Finished = "DemoFinished";
    private readonly IServiceProvider services;

    internal DemoInstallation(IServiceProvider services) => this.services = services;

    /// <summary>Everybody who can sign in, in the order of the roles.</summary>
    public static IReadOnlyList<DemoSignIn> SignIns { get; } = [.. Labs.SelectMany(lab => lab.People.Select(person => new DemoSignIn(lab.Name, person.EmailAt(lab.Domain), person.FullName, person.Role)))];

    private TimeProvider Clock => services.GetRequiredService<TimeProvider>();

    /// <summary>Whether the demo is there as a whole, or what an interrupted start left of it.</summary>
    public async Task<DemoState> FindAsync(CancellationToken ct)
    {
        await using var context = services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(Clock));
        if (!await context.Set<User>().AnyAsync(user => user.IsDemo, ct)) return DemoState.Missing;
        return await context.Set<IdentityUserToken<long>>().AnyAsync(row => row.Name == Finished, ct) ? DemoState.Made : DemoState.Interrupted;
    }

    /// <summary>Removes the demo as a whole: its organizations with their history, its people, its packets. Nothing else is touched.</summary>
    /// <returns>The slugs of the organizations that were removed.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(CancellationToken ct)
    {
        using var entered = await services.GetRequiredService<WriterGate>().EnterAsync(ct);
        await using var context = services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(Clock));
        var (slugs, files) = await OrganizationRemoval.RemoveDemoAsync(context, ct);
        foreach (var file in files) services.GetRequiredService<PacketFiles>().Delete(file);
        foreach (var slug in slugs) services.GetRequiredService<OrganizationDirectory>().Forget(slug);
        return slugs;
    }

    /// <summary>Gives all of the demo's people this password where they have another.</summary>
    /// <returns>How many got it.</returns>
    /// <exception cref="InvalidOperationException">The password breaks the rules for passwords.</exception>
    public async Task<int> SetPasswordAsync(string password)
    {
        await using var stage = new DemoStage(services, new DemoClock(Clock, Clock.GetUtcNow()));
        var changed = 0;
        foreach (var person in SignIns.DistinctBy(person => person.Email))
        {
            if (await stage.SetPasswordAsync(person.Email, password)) changed++;
        }

        return changed;
    }

    /// <summary>Makes the demo; it takes some seconds.</summary>
    /// <param name="number">The same number makes the same samples, with dates up to today.</param>
    /// <returns>How many samples were made.</returns>
    /// <exception cref="InvalidOperationException">A slug or an address is taken, or the password breaks the rules for passwords.</exception>
    public async Task<int> MakeAsync(string password, int number = UsualNumber, CancellationToken ct = default)
    {
        var today = new DateTimeOffset(Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var start = monday.AddDays(-7 * (DemoStory.Weeks - 1));
        await using var stage = new DemoStage(services, new DemoClock(Clock, start.AddHours(6)));

        var stories = new List<DemoStory>();
        var users = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, lab) in Labs.Index())
        {
            var people = new Dictionary<Role, long>();
            foreach (var person in lab.People) people[person.Role] = users[person.EmailAt(lab.Domain)] = await stage.PersonAsync(person.EmailAt(lab.Domain), person.FullName, password);
            var members = new DemoMembers(lab, people);
            await members.FoundAsync(stage, today.AddDays(90), ct);
            if (index > 0) await members.WelcomeAsync(stage, Labs[0].EmailOf(Role.Owner), users[Labs[0].EmailOf(Role.Owner)], ct);
            var story = new DemoStory(stage, lab, members, unchecked((number * 31) + index));
            await story.OpenAsync(ct);
            stories.Add(story);
        }

        for (var week = 0; week < DemoStory.Weeks; week++) await WeekAsync(stage, stories, week, start.AddDays(7 * week), today, ct);
        await FinishAsync(stage, users[Labs[0].EmailOf(Role.Owner)], number, ct);
        return stories.Sum(story => story.SampleCount);
    }

    /// <summary>Writes down that nothing is missing: what an interrupted start left has no such mark, and is removed by the next one.</summary>
    private async Task FinishAsync(DemoStage stage, long user, int number, CancellationToken ct)
    {
        using var entered = await services.GetRequiredService<WriterGate>().EnterAsync(ct);
        await using var context = services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(stage.Clock) { Audit = new AuditScope { ActorKind = "system", ActorName = "Demo", Channel = "job", Action = "demo.make" } });
        context.Add(new IdentityUserToken<long> { UserId = user, LoginProvider = "FlaskTrack", Name = Finished, Value = number.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await context.SaveChangesAsync(ct);
    }

    private static async Task WeekAsync(DemoStage stage, List<DemoStory> stories, int week, DateTimeOffset monday, DateTimeOffset today, CancellationToken ct)
    {
        var acts = stories.Select(story => story.Week(week)).ToList();
        for (var day = 0; day < 5 && monday.AddDays(day) < today; day++)
        {
            // Acts of a week are shared out over its five days; in the present week those of the days to come have not happened.
            stage.Clock.MoveTo(monday.AddDays(day).AddHours(week == 0 && day == 0 ? 10 : 6).AddMinutes(11 + (week % 7)).AddSeconds(17 * (day + 1)));
            foreach (var act in acts.SelectMany(list => list.Where((_, i) => i % 5 == day)))
            {
                ct.ThrowIfCancellationRequested();
                await act(ct);
                stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(7).AddSeconds(23));
            }
        }

        if (week % 4 == 3) await stage.SignCheckpointsAsync(ct);
    }
}

/// <summary>What there is of the demo.</summary>
public enum DemoState
{
    Missing,

    /// <summary>A start was interrupted while it was made.</summary>
    Interrupted,
    Made,
}

/// <summary>One of the demo's people.</summary>
public sealed record DemoSignIn(string Organization, string Email, string FullName, Role Role);
