using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class PacketJourneys(Journeys journeys) : IDisposable
{
    private static readonly string Verifier = Path.Combine(AppServer.Repository, "tools", "verify-packet", "verify_packet.py");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flasktrack-packet-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_packet_is_built_downloaded_and_verified_offline_and_every_forgery_is_refused()
    {
        var packet = await ExportAsync();
        var keys = await KeysAsync();
        var files = await PacketFiles.ReadAsync(packet);
        await File.WriteAllBytesAsync(At("packet.pdf"), files["packet.pdf"]);
        var (code, output) = await Tool.RunAsync("qpdf", "--check", At("packet.pdf"));
        Assert.True(code == 0, output);

        await File.WriteAllBytesAsync(At("verify.html"), files["verify.html"]);
        await using var inspector = await journeys.VisitAsync();
        await OfflineAsync(inspector);
        await GiveAsync(inspector, packet, "");
        await Expect(inspector.Page.Locator(".verdict")).ToHaveTextAsync("The packet is whole; the key was not compared with a published one");
        await AcceptedAsync(inspector, packet, keys);
        foreach (var (name, forgery, reason) in new (string, PacketFiles, string)[]
        {
            ("flipped", files.Flipped("packet.xlsx"), "packet.xlsx"),
            ("removed", files.WithoutEvent(0), "audit.jsonl"),
            ("swapped", files.Swapped("packet.pdf", "packet.xlsx"), "packet.pdf"),
            ("forged", files.Forged("records.json"), "manifest.sig is not the key's signature"),
        })
        {
            await RefusedAsync(inspector, await forgery.WriteAsync(At($"{name}.zip")), keys, reason);
        }

        var whole = await File.ReadAllBytesAsync(packet);
        await File.WriteAllBytesAsync(At("two-ends.zip"), [.. whole, .. whole[^22..]]);
        await RefusedAsync(inspector, At("two-ends.zip"), keys, "does not reach from the last file to the end record");
    }

    /// <summary>From a sample's page to the downloaded file, as a person goes.</summary>
    private async Task<string> ExportAsync()
    {
        await using var admin = await journeys.SignInAsync("admin");
        var code = await admin.FirstCodeAsync();
        await admin.OpenAsync($"/samples/{code}");
        await admin.Button("More").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Export evidence packet" }).ClickAsync();
        await Expect(admin.Page.Locator("#codes")).ToHaveValueAsync(code);
        await admin.Button("Next").ClickAsync();
        await Expect(admin.Page.GetByText("Record sheets")).ToBeVisibleAsync();
        await admin.Button("Next").ClickAsync();
        await admin.Page.Locator("#purpose").FillAsync("Inspection of the growth rooms");
        await admin.Button("Next").ClickAsync();
        await Expect(admin.Page.Locator("tr", new() { HasText = "Audit events" }).First).ToBeVisibleAsync();
        await admin.Button("Build packet").ClickAsync();
        var link = admin.Page.GetByRole(AriaRole.Link, new() { Name = "Download" });
        await Expect(link).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var download = await admin.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Matches(@"^EVP-\d{6}.*\.zip$", download.SuggestedFilename);
        await download.SaveAsAsync(At("packet.zip"));
        return At("packet.zip");
    }

    /// <summary>The published keys, which an inspector gets by another way than the packet.</summary>
    private async Task<string> KeysAsync()
    {
        using var client = new HttpClient { BaseAddress = journeys.Address };
        var keys = await client.GetStringAsync(new Uri("/.well-known/flasktrack-keys.json", UriKind.Relative));
        await File.WriteAllTextAsync(At("keys.json"), keys);
        return keys;
    }

    /// <summary>A browser without a network that opens the page out of the packet from the disk.</summary>
    private async Task OfflineAsync(Visit inspector)
    {
        await inspector.Page.Context.SetOfflineAsync(true);
        inspector.Page.Request += (_, request) => Assert.StartsWith("file://", request.Url, StringComparison.Ordinal);
        await inspector.Page.GotoAsync(new Uri(At("verify.html")).AbsoluteUri);
    }

    private async Task AcceptedAsync(Visit inspector, string packet, string keys)
    {
        await GiveAsync(inspector, packet, keys);
        await Expect(inspector.Page.Locator(".verdict")).ToHaveTextAsync("The packet is whole");
        await Expect(inspector.Page.GetByText("✕ Failed")).ToHaveCountAsync(0);
        var (code, output) = await Tool.RunAsync("python3", Verifier, packet, "--keys", At("keys.json"));
        Assert.True(code == 0, output);
    }

    private async Task RefusedAsync(Visit inspector, string packet, string keys, string reason)
    {
        await GiveAsync(inspector, packet, keys);
        await Expect(inspector.Page.Locator(".verdict")).ToHaveTextAsync("The packet is not whole");
        await Expect(inspector.Page.Locator("li", new() { HasText = "✕ Failed" }).Filter(new() { HasText = reason }).First).ToBeVisibleAsync();
        var (code, output) = await Tool.RunAsync("python3", Verifier, packet, "--keys", At("keys.json"));
        Assert.True(code == 1, output);
        Assert.Contains(output.Split('\n'), line => line.StartsWith("FAILED", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
    }

    private static async Task GiveAsync(Visit inspector, string packet, string keys)
    {
        await inspector.Page.ReloadAsync();
        await inspector.Page.Locator("#trusted").FillAsync(keys);
        await inspector.Page.Locator("#file").SetInputFilesAsync(packet);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);
}
