using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Retires the key that signs checkpoints and packets and makes another. What the old one signed verifies on.</summary>
internal static class RotateKey
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        await using var app = AppHost.Build(call.Settings);
        var keys = app.Services.GetRequiredService<SigningKeys>();
        var retired = keys.Active.KeyId;
        var fresh = keys.Rotate();
        await call.Output.WriteLineAsync($"New signing key {fresh.KeyId}. The key {retired} is retired: it signs no more, and what it signed verifies on. Publish the new list of keys.");
        return CommandLine.Ok;
    }
}
