using System.Globalization;

using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Puts a backup in place and verifies every chain of it. The server must be stopped.</summary>
internal static class Restore
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Words.Count != 1) return await call.MisunderstoodAsync("Give the backup's file.");
        if (!File.Exists(call.Words[0])) return await call.FailedAsync($"There is no file {call.Words[0]}.");
        await using var app = AppHost.Build(call.Settings);
        var report = await app.Services.GetRequiredService<InstallationBackup>().RestoreAsync(call.Words[0], call.Has("force"));
        await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Files} {(report.Files == 1 ? "file" : "files")} restored"));
        foreach (var chain in report.Chains) await call.Output.WriteLineAsync(Verify.Line(chain.Organization, chain));
        return report.IsIntact ? CommandLine.Ok : CommandLine.Failed;
    }
}
