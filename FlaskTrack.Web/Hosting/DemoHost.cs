using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

using FlaskTrack.Core.Demo;

namespace FlaskTrack.Web.Hosting;

/// <summary>Makes the demo where it is missing and prints how to sign in. The password goes to the console only, never to a log.</summary>
public static class DemoHost
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static bool IsOn(IConfiguration configuration) => configuration.GetValue("Demo:Enabled", false);

    /// <summary>Makes what is missing; later calls only print.</summary>
    public static async Task PrepareAsync(WebApplication app, TextWriter console, CancellationToken ct)
    {
        var demo = app.Services.GetRequiredService<DemoInstallation>();
        var file = Path.Combine(DatabaseSettings.DataFolder(app.Configuration), "demo-password");
        var configured = app.Configuration["Demo:Password"] is { Length: > 0 } text ? text : null;
        var state = await demo.FindAsync(ct);
        if (state == DemoState.Interrupted)
        {
            await console.WriteLineAsync("An earlier start was interrupted while it made the demo. What it left is removed.");
            await demo.RemoveAsync(ct);
        }

        if (state != DemoState.Made)
        {
            await console.WriteLineAsync("Making the demo: two organizations with six months of work.");
            var password = configured ?? string.Join('-', RandomNumberGenerator.GetString(Letters, 16).Chunk(4).Select(four => new string(four)));
            await KeepAsync(file, password, ct);
            var watch = Stopwatch.StartNew();
            var samples = await demo.MakeAsync(password, ct: ct);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Made {samples} samples in {watch.Elapsed.TotalSeconds:0.0} s."));
        }
        else if (configured is not null && await KeptAsync(file, ct) != configured)
        {
            await demo.SetPasswordAsync(configured);
            await KeepAsync(file, configured, ct);
            await console.WriteLineAsync("The demo's people have the password of Demo:Password now.");
        }

        await PrintAsync(app, console, await KeptAsync(file, ct) ?? "as it was set when the demo was made");
    }

    /// <summary>Removes the demo as a whole.</summary>
    public static async Task RemoveAsync(WebApplication app, TextWriter console, CancellationToken ct)
    {
        var slugs = await app.Services.GetRequiredService<DemoInstallation>().RemoveAsync(ct);
        File.Delete(Path.Combine(DatabaseSettings.DataFolder(app.Configuration), "demo-password"));
        await console.WriteLineAsync(slugs.Count == 0 ? "There is no demo here." : $"Removed {string.Join(" and ", slugs)} with their people, records and history.");
    }

    private static async Task<string?> KeptAsync(string file, CancellationToken ct) => File.Exists(file) ? (await File.ReadAllTextAsync(file, ct)).Trim() : null;

    /// <summary>SECURITY: the file is made for its owner alone before the password is in it.</summary>
    private static async Task KeepAsync(string file, string password, CancellationToken ct)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(password.AsMemory(), ct);
    }

    private static async Task PrintAsync(WebApplication app, TextWriter console, string password)
    {
        var address = app.Services.GetRequiredService<Core.Mail.PublicAddress>().Root;
        await console.WriteLineAsync($"\n  Demo: {address.AbsoluteUri.TrimEnd('/')}\n  Password of all demo people: {password}");
        if (!IsOn(app.Configuration)) await console.WriteLineAsync("  They can sign in only while Demo:Enabled is true.");
        foreach (var organization in DemoInstallation.SignIns.GroupBy(person => person.Organization))
        {
            await console.WriteLineAsync($"\n  {organization.Key}");
            foreach (var person in organization) await console.WriteLineAsync($"    {person.Email,-28}{person.FullName} ({person.Role.ToString().ToLowerInvariant()})");
        }

        await console.WriteLineAsync();
    }
}
