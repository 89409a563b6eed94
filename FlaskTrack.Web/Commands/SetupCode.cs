using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>A new set-up code for an installation nobody has an account in, such as when the one printed at the start has run out.</summary>
internal static class SetupCode
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        await using var app = AppHost.Build(call.Settings);
        await AppHost.PrepareAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var code = await scope.ServiceProvider.GetRequiredService<SetupService>().NewCodeAsync(default);
        await call.Output.WriteLineAsync(code ?? "This installation has accounts. Sign in, or be invited.");
        return code is null ? CommandLine.Failed : CommandLine.Ok;
    }
}
