using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Checks the file of an evidence packet, without a database.</summary>
internal static class VerifyPacket
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Words.Count != 1) return await call.MisunderstoodAsync("Give the packet's file.");
        if (!File.Exists(call.Words[0])) return await call.FailedAsync($"There is no file {call.Words[0]}.");
        await using var app = AppHost.Build(call.Settings);
        var report = await app.Services.GetRequiredService<InstallationTools>().VerifyPacketAsync(call.Words[0], call.Has("any-key"));
        if (report.Packet is not null) await call.Output.WriteLineAsync($"{report.Packet} of {report.Organization}\nroot {report.RootHash}\nkey  {report.KeyId}");
        foreach (var check in report.Checks) await call.Output.WriteLineAsync($"{(check.Ok ? "ok    " : "FAILED")} {check.Name}: {check.Reason}");
        await call.Output.WriteLineAsync(report.Verdict);
        return report.Ok ? CommandLine.Ok : CommandLine.Failed;
    }
}
