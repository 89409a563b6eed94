using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Bench;

/// <summary>An organization with very many samples in a moment: copies of one sample, written past the runner and without events of their own.</summary>
internal static class SampleFill
{
    public const string Name = "owner@bench.example";
    public const string Password = "a long bench password 7";

    /// <summary>Makes a data folder whose owner can sign in.</summary>
    public static async Task MakeAsync(string folder, int samples)
    {
        await using var lab = await BenchLab.OpenAsync(Path.Combine(folder, "flasktrack.db"));
        await using (var scope = lab.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var user = await users.FindByIdAsync("1") ?? throw new InvalidOperationException("The owner is missing.");
            var set = await users.AddPasswordAsync(user, Password);
            if (!set.Succeeded) throw new InvalidOperationException(string.Join("; ", set.Errors.Select(error => error.Description)));
        }

        await lab.SamplesAsync(1);
        await CopyAsync(lab, samples);
    }

    private static async Task CopyAsync(BenchLab lab, int samples)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(TimeProvider.System));
        await context.Database.OpenConnectionAsync();
        var columns = context.Model.FindEntityType(typeof(Core.Samples.Sample))!.GetProperties().Select(property => property.Name).Where(name => name != "Id").ToList();
        var values = columns.Select(name => name switch
        {
            "Code" => "'SMP-' || printf('%06d', n)",
            "Name" => "'Shoot culture ' || printf('%07d', n * 7919 % 1000003)",
            "NameKey" or "SearchText" => "'shoot culture ' || printf('%07d', n * 7919 % 1000003)",
            "CreatedAt" or "UpdatedAt" or "StateChangedAt" => $"\"{name}\" - n * 1000000",
            _ => $"\"{name}\"",
        });
        var list = string.Join(", ", columns.Select(name => $"\"{name}\""));
        await Sql.ExecuteAsync(context, $"WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM c WHERE n < {samples}) INSERT INTO \"Samples\" ({list}) SELECT {string.Join(", ", values)} FROM c, \"Samples\" WHERE \"Samples\".\"Id\" = 1", default);
        await Sql.ExecuteAsync(context, $"UPDATE \"CodeCounters\" SET \"Last\" = {samples} WHERE \"Prefix\" = 'SMP'", default);
        await Sql.ExecuteAsync(context, "PRAGMA wal_checkpoint(TRUNCATE)", default);
    }
}
