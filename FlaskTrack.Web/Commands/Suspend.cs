using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Limits an organization to reading and taking out, and lifts that again. Only the operator can.</summary>
internal static class Suspend
{
    public static Task<int> SuspendAsync(VerbCall call) => RunAsync(call, (keeping, slug, reason) => keeping.SuspendAsync(slug, reason), "is suspended: its members read and take out, and change nothing.", "is not active.");

    public static Task<int> ResumeAsync(VerbCall call) => RunAsync(call, (keeping, slug, reason) => keeping.ResumeAsync(slug, reason), "is active again.", "is not suspended.");

    private static async Task<int> RunAsync(VerbCall call, Func<OrganizationKeeping, string, string, Task<SuspendOutcome>> act, string done, string other)
    {
        if (call.Words is not [var slug]) return await call.MisunderstoodAsync("Give the slug of one organization.");
        if (call.Option("reason") is not { } reason || string.IsNullOrWhiteSpace(reason)) return await call.MisunderstoodAsync("Give a reason with --reason; it is kept in the organization's audit log.");
        await using var app = AppHost.Build(call.Settings);
        if (!await app.Services.GetRequiredService<Installation>().IsReadyAsync(default)) return await call.FailedAsync("There is no database here. Check --Data:Folder and ConnectionStrings:FlaskTrack.");
        var outcome = await act(app.Services.GetRequiredService<OrganizationKeeping>(), slug, reason);
        if (outcome != SuspendOutcome.Done) return await call.FailedAsync(outcome == SuspendOutcome.NotFound ? $"There is no organization {slug}." : $"{slug} {other}");
        await call.Output.WriteLineAsync($"{slug} {done}");
        return CommandLine.Ok;
    }
}
