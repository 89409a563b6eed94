using System.Globalization;

using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Writes a backup while work goes on.</summary>
internal static class Backup
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Words.Count != 1) return await call.MisunderstoodAsync("Give the file to write.");
        if (File.Exists(call.Words[0])) return await call.FailedAsync($"{call.Words[0]} exists already. Backups are never written over another file.");
        await using var app = AppHost.Build(call.Settings);
        if (!await app.Services.GetRequiredService<Installation>().IsReadyAsync(default)) return await call.FailedAsync("There is no database here. Check --Data:Folder and ConnectionStrings:FlaskTrack.");
        var manifest = await app.Services.GetRequiredService<InstallationBackup>().BackupAsync(call.Words[0]);
        await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} {(manifest.Files.Count == 1 ? "file" : "files")}, {manifest.Files.Sum(file => file.Size)} bytes\n{Path.GetFullPath(call.Words[0])}"));
        return CommandLine.Ok;
    }
}
