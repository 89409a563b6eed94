using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Makes the demo where it is missing and prints how to sign in, or removes it.</summary>
internal static class Demo
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        await using var app = AppHost.Build(call.Arguments);
        await AppHost.PrepareAsync(app);
        if (call.Has("remove")) await DemoHost.RemoveAsync(app, call.Output, default);
        else await DemoHost.PrepareAsync(app, call.Output, default);
        return CommandLine.Ok;
    }
}
