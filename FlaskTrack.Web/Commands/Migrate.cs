using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

internal static class Migrate
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        await using var app = AppHost.Build(call.Settings);
        var applied = await app.Services.GetRequiredService<Installation>().MigrateAsync(default);
        await call.Output.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
        return CommandLine.Ok;
    }
}
