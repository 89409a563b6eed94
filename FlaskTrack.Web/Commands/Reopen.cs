using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Opens an organization again that an owner closed.</summary>
internal static class Reopen
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Words is not [var slug]) return await call.MisunderstoodAsync("Give the slug of one organization.");
        if (string.IsNullOrWhiteSpace(call.Option("reason"))) return await call.MisunderstoodAsync("Give a reason with --reason; it is kept in the organization's audit log.");
        await using var app = AppHost.Build(call.Settings);
        if (!await app.Services.GetRequiredService<Installation>().IsReadyAsync(default)) return await call.FailedAsync("There is no database here. Check --Data:Folder and ConnectionStrings:FlaskTrack.");
        switch (await app.Services.GetRequiredService<OrganizationKeeping>().ReopenAsync(slug, call.Option("reason")!))
        {
            case ReopenOutcome.Reopened:
                await call.Output.WriteLineAsync($"{slug} is open again.");
                return CommandLine.Ok;
            case ReopenOutcome.NotFound: return await call.FailedAsync($"There is no organization {slug}.");
            case ReopenOutcome.NotClosed: return await call.FailedAsync($"{slug} is not closed.");
            default: return await call.FailedAsync($"{slug} was closed more than {OrganizationKeeping.ReopenDays} days ago.");
        }
    }
}
