using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Support;

/// <summary>An open page of a program that is no browser: it loads the page, opens its circuit over the hub's own protocol, and sends what it likes.</summary>
internal sealed partial class HubPage : IAsyncDisposable
{
    public const string Click = """{"type":"click","detail":1}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<string, (bool Worked, string Text)> answers = new(StringComparer.Ordinal);
    private readonly IHubProtocol protocol;
    private readonly Uri address;
    private TaskCompletionSource heard = New();
    private Task listening = Task.CompletedTask;
    private long renderer = -1;
    private int calls;

    private HubPage(IHubProtocol protocol, Uri address) => (this.protocol, this.address) = (protocol, address);

    /// <summary>The circuit's secret, which is its name at the hub; empty where the hub gave none.</summary>
    public string Secret { get; private set; } = "";

    public ConcurrentDictionary<ulong, RenderedHandler> Handlers { get; } = new();

    /// <summary>Every handler that went, which the server does not know any more.</summary>
    public ConcurrentDictionary<ulong, byte> Gone { get; } = new();

    public ConcurrentQueue<string> Texts { get; } = new();

    public bool IsClosed => listening.IsCompleted;

    /// <param name="client">With the person's cookie.</param>
    public static async Task<HubPage> OpenAsync(WebLab lab, HttpClient client, string path)
    {
        var page = new HubPage(lab.App.Services.GetServices<IHubProtocol>().Single(one => one.Name == "blazorpack"), lab.Address);
        var html = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        foreach (var cookie in client.DefaultRequestHeaders.GetValues("Cookie")) page.socket.Options.SetRequestHeader("Cookie", cookie);
        page.socket.Options.SetRequestHeader("Origin", lab.Address.GetLeftPart(UriPartial.Authority));
        await page.socket.ConnectAsync(new UriBuilder(lab.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        await page.socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"protocol\":\"blazorpack\",\"version\":{page.protocol.Version}}}\u001e"), WebSocketMessageType.Text, true, default);
        page.listening = page.ListenAsync();
        page.Secret = await page.AskAsync("StartCircuit", lab.Address.ToString(), new Uri(lab.Address, path).ToString(), "[]", "") ?? "";
        if (page.Secret.Length == 0) return page;
        var marks = Mark().Matches(html).Select((mark, i) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = i + 1, ["marker"] = JsonNode.Parse(mark.Groups[1].Value) });
        await page.TellAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray([.. marks]) }.ToJsonString(), "");
        return page;
    }

    /// <summary>Waits until the page has shown or done something.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = heard.Task;
            if (isSo()) return;
            Assert.False(IsClosed, $"The connection ended before {what}. Last: {string.Join(" | ", Texts.TakeLast(20))}");
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain until {what}. Last: {string.Join(" | ", Texts.TakeLast(20))}");
            }
        }
    }

    public Task ShowsAsync(string text) => UntilAsync(() => Texts.Any(one => one.Contains(text, StringComparison.Ordinal)), $"the page shows \"{text}\"");

    /// <summary>The handler of an element that was shown, whether the server still knows it or not.</summary>
    public async Task<RenderedHandler> FindAsync(string name, Func<RenderedHandler, bool> isIt, string what)
    {
        RenderedHandler? found = null;
        await UntilAsync(() => (found = Handlers.Values.Where(one => one.Event == name && isIt(one)).MaxBy(one => one.Id)) is not null, $"{what} is there");
        return found!;
    }

    public Task<RenderedHandler> ButtonAsync(string words) => FindAsync("click", one => one.Words.EndsWith(words, StringComparison.Ordinal), $"the button {words}");

    public Task<RenderedHandler> FieldAsync(string id) => FindAsync("change", one => one.Attributes.GetValueOrDefault("id") == id, $"the field {id}");

    public Task<(bool Worked, string Text)> ClickAsync(ulong handler) => RaiseAsync(handler, "click", Click);

    public Task<(bool Worked, string Text)> TypeAsync(ulong handler, string value) => RaiseAsync(handler, "change", Change(value));

    public static string Change(string value) => $$"""{"value":{{JsonSerializer.Serialize(value)}}}""";

    /// <summary>Sends the event as the browser would, for any handler id, and waits for what the server answers.</summary>
    public async Task<(bool Worked, string Text)> RaiseAsync(ulong handler, string name, string values)
    {
        var call = await SendAsync(handler, name, values);
        (bool, string) answer = default;
        await UntilAsync(() => answers.TryGetValue(call, out answer), $"the server has answered the {name}");
        return answer;
    }

    /// <summary>Sends the event and waits until the server has ended the connection.</summary>
    public async Task EndsAfterAsync(ulong handler, string name, string values)
    {
        await SendAsync(handler, name, values);
        await listening.WaitAsync(Patience);
    }

    /// <summary>Ends the page as a browser does that leaves it.</summary>
    public async Task LeaveAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Secret), "circuitId" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/_blazor/disconnect/", UriKind.Relative)) { Content = form };
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    /// <summary>Cuts the connection without a word, as a lost network does.</summary>
    public async Task CutAsync()
    {
        socket.Abort();
        await listening;
    }

    /// <summary>Sends an event and waits for nothing.</summary>
    /// <returns>The id of the call.</returns>
    public async Task<string> SendAsync(ulong handler, string name, string values)
    {
        await UntilAsync(() => renderer >= 0, "the page takes events");
        var call = $"{Interlocked.Increment(ref calls)}";
        await TellAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", renderer, $$"""[{"eventHandlerId":{{handler}},"eventName":"{{name}}","eventFieldInfo":null},{{values}}]""");
        return call;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        socket.Dispose();
        sending.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task TellAsync(string method, params object?[] arguments) => WriteAsync(new InvocationMessage(method, arguments));

    private async Task<string?> AskAsync(string method, params object?[] arguments)
    {
        var call = $"ask {Interlocked.Increment(ref calls)}";
        await WriteAsync(new InvocationMessage(call, method, arguments));
        (bool Worked, string Text) answer = default;
        await UntilAsync(() => IsClosed || answers.TryGetValue(call, out answer), $"the hub answers {method}");
        return answer.Worked ? answer.Text : null;
    }

    private async Task WriteAsync(HubMessage message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(protocol.GetMessageBytes(message), WebSocketMessageType.Binary, true, default);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ListenAsync()
    {
        var (piece, held, greeted) = (new byte[65536], new List<byte>(), false);
        try
        {
            while (await socket.ReceiveAsync(piece, default) is { MessageType: not WebSocketMessageType.Close } got)
            {
                held.AddRange(piece.AsSpan(0, got.Count));
                if (!greeted && held.IndexOf(0x1e) is var end and >= 0)
                {
                    held.RemoveRange(0, end + 1);
                    greeted = true;
                }

                var rest = new ReadOnlySequence<byte>(held.ToArray());
                while (greeted && protocol.TryParseMessage(ref rest, Binder.Instance, out var message)) await HearAsync(message);
                held = [.. rest.ToArray()];
                Interlocked.Exchange(ref heard, New()).TrySetResult();
            }
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection has ended, by one side or the other.
        }
        finally
        {
            Interlocked.Exchange(ref heard, New()).TrySetResult();
        }
    }

    private async Task HearAsync(HubMessage message)
    {
        switch (message)
        {
            case CompletionMessage { InvocationId: { } asked } done:
                answers[asked] = (done.Error is null && done.Result is string, done.Error ?? done.Result as string ?? "");
                break;
            case InvocationMessage { Target: "JS.RenderBatch" } batch:
                Show(new RenderedBatch((byte[])batch.Arguments[1]!));
                await TellAsync("OnRenderCompleted", batch.Arguments[0], null);
                break;
            case InvocationMessage { Target: "JS.BeginInvokeJS" } call:
                if ((string)call.Arguments[1]! == "Blazor._internal.attachWebRendererInterop") renderer = long.Parse(DotNetObject().Match((string)call.Arguments[2]!).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
                if ((long)call.Arguments[0]! is var id and > 0) await TellAsync("EndInvokeJSFromDotNet", id, true, $"[{id},true,null]");
                break;
            case InvocationMessage { Target: "JS.EndInvokeDotNet" } answer:
                answers[(string)answer.Arguments[0]!] = ((bool)answer.Arguments[1]!, (string)answer.Arguments[2]!);
                break;
            case InvocationMessage { Target: "JS.Error" } fault:
                Texts.Enqueue($"JS.Error {fault.Arguments[0]}");
                break;
            case InvocationBindingFailureMessage odd:
                Texts.Enqueue($"{odd.Target}: {odd.BindingFailure.SourceException.Message}");
                break;
        }
    }

    private void Show(RenderedBatch batch)
    {
        foreach (var handler in batch.Handlers) Handlers[handler.Id] = handler;
        foreach (var gone in batch.Gone) Gone[gone] = 0;
        foreach (var text in batch.Texts) Texts.Enqueue(text);
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Mark();

    [GeneratedRegex("\"__dotNetObject\":(\\d+)")]
    private static partial Regex DotNetObject();

    /// <summary>What the hub sends to browsers.</summary>
    private sealed class Binder : IInvocationBinder
    {
        public static readonly Binder Instance = new();

        public Type GetReturnType(string invocationId) => typeof(string);

        public Type GetStreamItemType(string streamId) => typeof(string);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName switch
        {
            "JS.RenderBatch" => [typeof(long), typeof(byte[])],
            "JS.BeginInvokeJS" => [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)],
            "JS.EndInvokeDotNet" => [typeof(string), typeof(bool), typeof(string)],
            "JS.AttachComponent" => [typeof(int), typeof(string)],
            "JS.ReceiveByteArray" => [typeof(int), typeof(byte[])],
            "JS.Error" or "JS.EndLocationChanging" => [typeof(string)],
            _ => [typeof(long)],
        };
    }
}
