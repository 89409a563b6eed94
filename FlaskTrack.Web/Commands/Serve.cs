using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

internal static class Serve
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        var app = AppHost.Build(call.Arguments);
        await AppHost.PrepareAsync(app);
        if (DemoHost.IsOn(app.Configuration)) await DemoHost.PrepareAsync(app, Console.Out, default);
        await SetupCodeNotice.PrintAsync(app.Services, Console.Out, default);
        await app.RunAsync();
        return CommandLine.Ok;
    }
}
