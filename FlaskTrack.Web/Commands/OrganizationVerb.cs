using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>What the verbs about one organization have in common: its slug, a reason for its audit log, and a database to do it in.</summary>
internal static class OrganizationVerb
{
    /// <param name="act">Gives what came of it.</param>
    /// <param name="words">Says why it was not done; null where it was.</param>
    /// <param name="done">What the organization is now, behind its slug.</param>
    public static async Task<int> RunAsync<TOutcome>(VerbCall call, Func<OrganizationKeeping, string, string, Task<TOutcome>> act, Func<TOutcome, string, string?> words, string done)
    {
        if (call.Words is not [var slug]) return await call.MisunderstoodAsync("Give the slug of one organization.");
        if (call.Option("reason") is not { } reason || string.IsNullOrWhiteSpace(reason)) return await call.MisunderstoodAsync("Give a reason with --reason; it is kept in the organization's audit log.");
        await using var app = AppHost.Build(call.Settings);
        if (!await app.Services.GetRequiredService<Installation>().IsReadyAsync(default)) return await call.FailedAsync("There is no database here. Check --Data:Folder and ConnectionStrings:FlaskTrack.");
        if (words(await act(app.Services.GetRequiredService<OrganizationKeeping>(), slug, reason), slug) is { } refused) return await call.FailedAsync(refused);
        await call.Output.WriteLineAsync($"{slug} {done}");
        return CommandLine.Ok;
    }

    public static string NotFound(string slug) => $"There is no organization {slug}.";
}
