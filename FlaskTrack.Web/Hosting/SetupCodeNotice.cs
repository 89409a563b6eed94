using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Hosting;

/// <summary>Prints the one-time set-up code when the server starts on an empty installation (ASVS 6.3.2). It goes to the console only, never to a log.</summary>
public static class SetupCodeNotice
{
    public static async Task PrintAsync(IServiceProvider services, TextWriter console, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupService>().NewCodeAsync(ct) is not { } code) return;
        await console.WriteLineAsync($"\n  This installation is empty. Open /setup and enter this set-up code within 24 hours:\n\n      {code}\n");
    }
}
