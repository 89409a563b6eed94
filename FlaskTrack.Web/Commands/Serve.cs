using FlaskTrack.Core.Mail;
using FlaskTrack.Web.Hosting;
using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Commands;

internal static class Serve
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        var app = AppHost.Build(call.Arguments);
        if (LinkAddress.Problem(app.Configuration, app.Services.GetRequiredService<LetterDelivery>()) is { } problem) return await call.FailedAsync(problem);
        await AppHost.PrepareAsync(app);
        if (DemoHost.IsOn(app.Configuration)) await DemoHost.PrepareAsync(app, Console.Out, default);
        await SetupCodeNotice.PrintAsync(app.Services, Console.Out, default);
        await app.RunAsync();
        return CommandLine.Ok;
    }
}
