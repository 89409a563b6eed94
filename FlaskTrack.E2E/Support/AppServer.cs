using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FlaskTrack.E2E.Support;

/// <summary>The built program with the demo in a data folder of its own, on a free loopback port; gone with the tests.</summary>
internal sealed class AppServer : IAsyncDisposable
{
    public const string Password = "kelp-and-quartz-meadow-41";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    public static readonly string Repository = FindRepository();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flasktrack-journeys-");
    private readonly StringBuilder output = new();
    private Process process;

    private readonly bool isBare;

    private AppServer(int port, bool isBare)
    {
        this.isBare = isBare;
        Address = new Uri($"http://127.0.0.1:{port}");
        process = Run();
    }

    public Uri Address { get; }

    public string Folder => folder.FullName;

    /// <param name="isBare">Without the demo, in development: nobody has set it up.</param>
    public static async Task<AppServer> StartAsync(bool isBare = false)
    {
        var server = new AppServer(FreePort(), isBare);
        await server.WaitAsync();
        return server;
    }

    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public Task StartAgainAsync()
    {
        process = Run();
        return WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    private Process Run()
    {
        var made = new Process { StartInfo = Start(Address) };
        made.OutputDataReceived += Keep;
        made.ErrorDataReceived += Keep;
        made.Start();
        made.BeginOutputReadLine();
        made.BeginErrorReadLine();
        return made;
    }

    private ProcessStartInfo Start(Uri address)
    {
        var project = ProjectFolder();
        var program = ProgramFile();
        Assert.True(File.Exists(program), $"{program} is missing. Build the solution first.");
        return new ProcessStartInfo("dotnet", [program, "serve", "--urls", address.ToString().TrimEnd('/')])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Data__Folder"] = folder.FullName,
                ["Demo__Enabled"] = isBare ? "false" : "true",
                ["Demo__Password"] = Password,
                ["SignIn__PerAddressAndMinute"] = "1000",
                ["ASPNETCORE_ENVIRONMENT"] = isBare ? "Development" : "Production",
            },
        };
    }

    /// <summary>The demo is made before the first answer, so this takes some seconds.</summary>
    private async Task WaitAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        while (await timer.WaitForNextTickAsync())
        {
            Assert.False(process.HasExited, $"The server ended.\n{output}");
            Assert.True(watch.Elapsed < StartLimit, $"The server was not ready after {StartLimit.TotalSeconds} s.\n{output}");
            if (await IsReadyAsync(client)) return;
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output) output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The folder of the same name as the one these tests were built into: Debug or Release.</summary>
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>The built program.</summary>
    public static string ProgramFile() => Path.Combine(ProjectFolder(), "bin", Configuration(), "net10.0", "FlaskTrack.Web.dll");

    private static string ProjectFolder() => Path.Combine(Repository, "FlaskTrack.Web");

    private static string FindRepository()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "FlaskTrack.Web.sln"))) return place.FullName;
        }

        throw new InvalidOperationException("The repository was not found above the tests' folder.");
    }
}
