using System.Diagnostics;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>The reliability of the write path: whatever moment the process dies at, what it answered is there, and what it did not answer is there whole or not at all.</summary>
public sealed class KillTests
{
    private const int Kills = 10;

    [Fact]
    public async Task A_kill_at_any_instant_loses_nothing_acknowledged_and_leaves_nothing_half_made()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var options = lab.Services.GetRequiredService<DatabaseOptions>();
        var random = new Random(20261123);
        var answers = new List<Answer>();
        for (var run = 1; run <= Kills; run++)
        {
            // Nobody else has the file open, so what follows the kill is a recovery from the log alone.
            using (var connection = new SqliteConnection(options.ConnectionString)) SqliteConnection.ClearPool(connection);
            var arguments = new LoadArguments(options.Provider, options.ConnectionString, lab.Folder, plant.Slug, plant.UserOf(Role.Owner), plant.UserOf(Role.Scientist), plant.UserOf(Role.Viewer), run);
            var given = await KillAsync(arguments, after: random.Next(20, 150));
            answers.AddRange(given);
            await Ledger.CheckAsync(plant, answers);
        }

        Assert.Equal(Kills, answers.Select(answer => answer.Run).Distinct().Count());
        Assert.Equal(["denied", "edit", "invite", "new", "packet", "stale"], answers.Select(answer => answer.Kind).Distinct().Order());
    }

    /// <summary>Starts the process, kills it when so many answers have come, and gives those that had left it by then.</summary>
    private static async Task<List<Answer>> KillAsync(LoadArguments arguments, int after)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadProcess).Assembly.Location, .. arguments.Write()]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var faults = process.StandardError.ReadToEndAsync();
        var answers = new List<Answer>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.EndsWith(';')) answers.Add(Answer.Read(line));
            if (answers.Count == after) process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(answers.Count >= after, $"The process ended after {answers.Count} answers: {await faults}");
        Assert.NotEqual(0, process.ExitCode);
        return answers;
    }
}
