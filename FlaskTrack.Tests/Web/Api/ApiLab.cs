using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>The application with Leila's organization and a client with a token for any role in it.</summary>
internal sealed class ApiLab : IAsyncDisposable
{
    private readonly Dictionary<Role, HttpClient> clients = [];
    private long species;

    private ApiLab(WebLab web) => Web = web;

    public WebLab Web { get; }

    public static async Task<ApiLab> OpenAsync(params Role[] roles) => await OpenAsync(await WebLab.OpenAsync(), roles);

    /// <summary>For sweeps that send more in a minute than anybody may.</summary>
    public static async Task<ApiLab> OpenForSweepAsync() => await OpenAsync(await WebLab.OpenAsync("--Api:PerPrincipalAndMinute=100000"));

    private static async Task<ApiLab> OpenAsync(WebLab web, params Role[] roles)
    {
        var lab = new ApiLab(web);
        await lab.Web.LeilaAsync();
        lab.clients[Role.Owner] = await lab.EnterAsync(WebLab.Email);
        foreach (var role in roles.Where(role => role != Role.Owner)) lab.clients[role] = await lab.EnterAsync(await lab.JoinAsync(role));
        var found = await lab.ReadAsync(Role.Owner, "species?q=Nicotiana tabacum");
        lab.species = found.GetProperty("data")[0].GetProperty("id").GetInt64();
        return lab;
    }

    public HttpClient As(Role role) => clients[role];

    /// <summary>A client without a token.</summary>
    public HttpClient Stranger() => Web.Browse().Client;

    public async Task<HttpClient> EnterAsync(string email)
    {
        var client = Web.Browse().Client;
        var login = await client.PostAsJsonAsync(Path("auth/login"), new { username = email, password = AccountLab.Password });
        var tokens = await login.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return client;
    }

    /// <summary>A script of the role's person, with a personal token of the scopes.</summary>
    public async Task<HttpClient> ScriptAsync(Role role, params Permission[] scopes)
    {
        var me = (await ReadAsync(role, "me")).GetProperty("member_id").GetInt64();
        await using var context = Context();
        context.Enter(1, "nordhavn");
        var user = await context.Set<Membership>().Where(row => row.Id == me).Select(row => row.UserId).SingleAsync();
        var session = await context.Set<UserSession>().Where(row => row.UserId == user && row.EndedAt == null).OrderByDescending(row => row.AuthenticatedAt).FirstAsync();
        await using var scope = Web.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<PersonalTokenService>().CreateAsync(new Visitor("rest", UserId: user, SessionId: session.Id), "Plate reader", [.. scopes.Select(one => one.Name)], 1, default);
        Assert.True(made.IsOk, made.Problem?.Sentence);
        var client = Web.Browse().Client;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Value.Secret);
        return client;
    }

    public Task<HttpResponseMessage> SendAsync(Role role, string method, string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(As(role), method, path, body, headers);

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Path(path));
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(Role role, string path) => await JsonAsync(await SendAsync(role, "GET", path), 200);

    /// <summary>The body, after the status was as expected.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The error body, after its form was checked.</summary>
    public static async Task<JsonElement> FaultAsync(HttpResponseMessage answer, int status, string code)
    {
        var body = await JsonAsync(answer, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.NotEmpty(body.GetProperty("error").GetString()!);
        Assert.NotEmpty(body.GetProperty("request_id").GetString()!);
        return body;
    }

    public object Callus(string name = "Callus A") => new { name, domain = "tissue_culture", kind = "callus", species_id = species };

    /// <summary>A new sample of the role's person.</summary>
    public async Task<JsonElement> MakeAsync(Role role = Role.Owner, string name = "Callus A") => await JsonAsync(await SendAsync(role, "POST", "samples", Callus(name)), 201);

    public async Task<List<AuditEvent>> EventsAsync()
    {
        await using var context = Context();
        context.Enter(1, "nordhavn");
        return await context.Set<AuditEvent>().OrderBy(row => row.Sequence).ToListAsync();
    }

    /// <summary>A further member, or the owner of an organization of their own.</summary>
    public async Task<string> PersonAsync(string name, Func<FlaskTrackDbContext, long, Task> place)
    {
        await using var scope = Web.App.Services.CreateAsyncScope();
        var user = new User { UserName = name, Email = $"{name}@nordhavn.example", EmailConfirmed = true, FullName = name };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, AccountLab.Password)).Succeeded);
        await using var context = Context();
        await place(context, user.Id);
        return user.Email;
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    private static Uri Path(string path) => new(path.StartsWith('/') ? path : $"/api/v1/{path}", UriKind.Relative);

    private Task<string> JoinAsync(Role role) => PersonAsync(role.ToString().ToLowerInvariant(), async (context, user) =>
    {
        context.Enter(1, "nordhavn");
        context.Add(new Membership { UserId = user, Role = role, DisplayName = role.ToString(), JoinedAt = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync();
    });

    private FlaskTrackDbContext Context() => Web.App.Services.GetRequiredService<DatabaseFactory>().Create(
        new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "system", ActorName = "Arrangement", Channel = "job", Action = "test.arrange", MemberId = 1 } });
}
