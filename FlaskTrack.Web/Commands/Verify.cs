using System.Globalization;

using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Verifies the audit chains. Each run is kept and audited like one from the page.</summary>
internal static class Verify
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Words.Count > 1) return await call.MisunderstoodAsync("Give one organization, or none for all.");
        await using var app = AppHost.Build(call.Settings);
        if (!await app.Services.GetRequiredService<Installation>().IsReadyAsync(default)) return await call.FailedAsync("There is no database here. Check --Data:Folder and ConnectionStrings:FlaskTrack.");
        var tools = app.Services.GetRequiredService<InstallationTools>();
        var slugs = call.Words.Count > 0 ? call.Words : await tools.OrganizationsAsync();
        var intact = true;
        foreach (var slug in slugs)
        {
            if (await tools.VerifyOrganizationAsync(slug) is not { } report) return await call.FailedAsync($"There is no organization {slug}.");
            await call.Output.WriteLineAsync(Line(slug, report));
            intact &= report.Ok;
        }

        if (slugs.Count == 0) await call.Output.WriteLineAsync("This installation has no organization.");
        return intact ? CommandLine.Ok : CommandLine.Failed;
    }

    internal static string Line(string slug, ChainReport report) => report.First is { } first
        ? string.Create(CultureInfo.InvariantCulture, $"{slug}: BROKEN at event {first.Sequence}. {first.Detail}")
        : string.Create(CultureInfo.InvariantCulture, $"{slug}: intact, {report.Events} {(report.Events == 1 ? "event" : "events")}, head {report.LastHash}");
}
