using System.Diagnostics;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Bench;

/// <summary>Q1: one decision in memory, single thread: role, grants, a group three deep and a project.</summary>
internal static class AccessBench
{
    public static Task RunAsync(string[] args)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var guards = new ActGuards(HasReason: false, HasSignature: false, now);
        var principal = new Principal { MemberId = 7, Role = RoleDefinition.BuiltIn(Role.Scientist), IsActive = true, Groups = [31, 32, 33], Sites = [2, 3] };
        var record = new RecordFacts
        {
            OwnerId = 1,
            Visibility = Visibility.Restricted,
            SiteId = 3,
            Grants = [new GrantFacts(false, 9, Level.Edit, null), new GrantFacts(true, 30, Level.Share, null), new GrantFacts(true, 33, Level.Read, now.AddDays(1))],
            Projects = [new ProjectFacts(5, "PRJ-000005", 2, false, [new GrantFacts(true, 32, Level.Edit, null)])],
        };
        var rounds = new List<double>();
        const int Many = 1_000_000;
        for (var round = 0; round < 12; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            var allowed = 0;
            for (var i = 0; i < Many; i++)
            {
                if (Access.Decide(principal, Permissions.Samples.Edit, record, guards) is null) allowed++;
            }

            if (allowed != Many) throw new InvalidOperationException("The decision changed.");
            if (round >= 2) rounds.Add(Stopwatch.GetElapsedTime(watch).TotalNanoseconds / Many);
        }

        rounds.Sort();
        Console.WriteLine($"one decision: median {rounds[rounds.Count / 2]:0} ns, slowest round {rounds[^1]:0} ns, {1000 / rounds[rounds.Count / 2]:0.0} M/s");
        return Task.CompletedTask;
    }
}
