using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace FlaskTrack.Bench;

/// <summary>The built program on a free loopback port, started as an operator would.</summary>
internal sealed partial class BenchServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly HttpClient client;

    private BenchServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address { get; }

    /// <summary>When the process was started.</summary>
    public long Started { get; } = Stopwatch.GetTimestamp();

    public string Cookie { get; set; } = "";

    public int ProcessId => process.Id;

    public static BenchServer Start(string dataFolder, params (string Name, string Value)[] environment)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "FlaskTrack.Web", "bin", "Release", "net10.0", "FlaskTrack.Web.dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{Path.GetFullPath(program)} is missing.");
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program), "serve", "--urls", address.ToString().TrimEnd('/')])
        {
            WorkingDirectory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(program)!, "..", "..", "..")),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Data__Folder"] = dataFolder, ["SignIn__PerAddressAndMinute"] = "1000", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new BenchServer(process, address);
    }

    /// <summary>Asks until the page is answered with 200.</summary>
    /// <returns>Milliseconds since the start of the process.</returns>
    public async Task<double> FirstAsync(string path)
    {
        while (Stopwatch.GetElapsedTime(Started) < TimeSpan.FromMinutes(2))
        {
            if (process.HasExited) throw new InvalidOperationException("The program ended.");
            try
            {
                using var answer = await SendAsync(HttpMethod.Get, path, null);
                if (answer.StatusCode == HttpStatusCode.OK) return Stopwatch.GetElapsedTime(Started).TotalMilliseconds;
                await Task.Delay(10);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException($"{path} was not answered with 200.");
    }

    /// <summary>Signs in through the form and keeps the cookie.</summary>
    public async Task SignInAsync(string name, string password)
    {
        using var page = await SendAsync(HttpMethod.Get, "/sign-in", null);
        Keep(page);
        var token = WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
        using var answer = await SendAsync(HttpMethod.Post, "/sign-in", [new("_handler", "sign-in"), new("name", name), new("password", password), new("__RequestVerificationToken", token)]);
        Keep(answer);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in was answered with {answer.StatusCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        client.Dispose();
        handler.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, KeyValuePair<string, string>[]? form)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        if (Cookie.Length > 0) request.Headers.Add("Cookie", Cookie);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        return await client.SendAsync(request);
    }

    private void Keep(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set)) return;
        var jar = Cookie.Split("; ", StringSplitOptions.RemoveEmptyEntries).Concat(set.Select(one => one.Split(';')[0])).Select(pair => pair.Split('=', 2));
        Cookie = string.Join("; ", jar.GroupBy(pair => pair[0]).Select(same => $"{same.Key}={same.Last()[1]}"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
