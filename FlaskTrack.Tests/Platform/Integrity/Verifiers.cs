using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>The three verifiers, which share no code: the application's, the script in Python and the page's own script. Each test asks all of them.</summary>
internal static class Verifiers
{
    private static readonly string Script = Path.Combine(Repository.Root, "tools", "verify-packet", "verify_packet.py");
    private static readonly string PageRunner = Path.Combine(Repository.Root, "FlaskTrack.Tests", "Platform", "Integrity", "verify-page.js");
    private static readonly string Page = Path.Combine(Repository.Root, "FlaskTrack.Core", "Platform", "Integrity", "verify.html");

    /// <returns>What the script and the page wrote.</returns>
    public static IReadOnlyList<string> Accept(byte[] packet, params string[] trusted)
    {
        var report = PacketVerifier.Verify(new MemoryStream(packet), trusted);
        Assert.True(report.Ok, string.Join('\n', report.Checks.Where(check => !check.Ok)));
        return InFolder(packet, trusted, runs =>
        {
            Assert.All(runs, run => Assert.True(run.Code == 0, run.Output));
            return runs.Select(run => run.Output).ToList();
        });
    }

    /// <summary>All three fail the same checks, and say this reason.</summary>
    /// <param name="reason">Part of what the application says.</param>
    /// <param name="alike">Whether the others say it in the same words.</param>
    public static void Refuse(byte[] packet, string reason, bool alike, params string[] trusted)
    {
        var report = PacketVerifier.Verify(new MemoryStream(packet), trusted);
        Assert.Contains(report.Checks, check => !check.Ok && check.Reason.Contains(reason, StringComparison.Ordinal));
        InFolder(packet, trusted, runs =>
        {
            Assert.All(runs, run =>
            {
                Assert.True(run.Code == 1, run.Output);
                var failed = run.Output.Split('\n').Where(line => line.StartsWith("FAILED", StringComparison.Ordinal)).ToList();
                Assert.Equal(report.Checks.Where(check => !check.Ok).Select(check => check.Name), failed.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
                if (alike) Assert.Contains(failed, line => line.Contains(reason, StringComparison.Ordinal));
            });
            return 0;
        });
    }

    private static T InFolder<T>(byte[] packet, string[] trusted, Func<IReadOnlyList<(int Code, string Output)>, T> judge)
    {
        var folder = Directory.CreateTempSubdirectory("flasktrack-verify-");
        try
        {
            string[] files = [Path.Combine(folder.FullName, "packet.zip"), Path.Combine(folder.FullName, "key.pem")];
            File.WriteAllBytes(files[0], packet);
            File.WriteAllText(files[1], string.Join('\n', trusted));
            return judge(
            [
                PdfTools.Run("python3", trusted.Length == 0 ? [Script, files[0]] : [Script, files[0], "--key", files[1]]),
                PdfTools.Run("node", trusted.Length == 0 ? [PageRunner, Page, files[0]] : [PageRunner, Page, files[0], files[1]]),
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
