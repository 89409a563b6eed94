using System.Globalization;

using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Commands;

/// <summary>Builds a packet of one sample under a member's rights and writes it to a file.</summary>
internal static class Packet
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Option("organization") is not { } slug) return await call.MisunderstoodAsync("Say which organization: --organization SLUG.");
        if (call.Option("sample") is not { } sample) return await call.MisunderstoodAsync("Say which sample: --sample CODE.");
        if (call.Option("as") is not { } member) return await call.MisunderstoodAsync("Say under whose rights: --as EMAIL of a member.");
        if (call.Option("out") is not { } file) return await call.MisunderstoodAsync("Say where to: --out FILE.");
        if (File.Exists(file)) return await call.FailedAsync($"{file} exists already. Packets are never written over another file.");

        await using var app = AppHost.Build(call.Settings);
        var built = await app.Services.GetRequiredService<InstallationTools>().BuildPacketAsync(slug, sample, member, file);
        if (!built.IsOk) return await call.FailedAsync(built.Problem.Sentence);
        var packet = built.Value;
        await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{packet.Code}: {packet.Records} records, {packet.Events} events, {packet.Withheld} left out\nroot {packet.RootHash}\n{Path.GetFullPath(file)}"));
        return CommandLine.Ok;
    }
}
