using System.Net.Http.Headers;
using System.Text.Json;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>The application with two organizations and somebody of every standing, each with a token and a cookie of their own.</summary>
internal sealed class HttpLab : IAsyncDisposable
{
    public static readonly Role[] Roles = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Person> people = [];
    private readonly Dictionary<string, long> authors = [];
    private int unique = 100;

    private HttpLab(WebLab web) => Web = web;

    public WebLab Web { get; }

    public Organization Plant { get; private set; } = default!;

    public Organization Ferment { get; private set; } = default!;

    public long Species { get; private set; }

    /// <summary>Site A, to which the members "at A" are limited, and site B.</summary>
    public (long A, long B) Sites { get; private set; }

    public Person this[Role role] => people[role.ToString()];

    public Person this[string who] => people[who];

    public static async Task<HttpLab> OpenAsync(params string[] settings)
    {
        var lab = new HttpLab(await WebLab.OpenAsync(["--Api:PerPrincipalAndMinute=1000000", "--SignIn:PerAddressAndMinute=1000000", .. settings]));
        lab.Plant = await lab.FoundAsync("plant", "Owner");
        lab.Ferment = await lab.FoundAsync("ferment", "Foreign owner");
        lab.Sites = (await lab.SiteAsync("Alder house", "ALD"), await lab.SiteAsync("Birch house", "BIR"));
        foreach (var role in Roles.Where(role => role != Role.Owner)) await lab.JoinAsync(role.ToString(), role);
        foreach (var role in Roles) await lab.JoinAsync($"{role} at A", role, member => member.Sites = [lab.Sites.A]);
        await lab.JoinAsync("Colleague", Role.Scientist);
        await lab.JoinAsync("Heir", Role.Scientist);
        await lab.JoinAsync("No access", Role.NoAccess);
        await lab.JoinAsync("Suspended", Role.Scientist, member => member.Status = MembershipStatus.Suspended);
        await lab.JoinAsync("Ended auditor", Role.Auditor, member => member.EndsAt = Now.AddMinutes(-1));
        await lab.JoinAsync("Not begun", Role.Admin, member => member.StartsAt = Now.AddHours(2));
        lab.people["Expired"] = await lab.EnterAsync(lab[Role.Owner].UserId, lab[Role.Owner].MemberId, "Expired", Now.AddSeconds(-1));
        lab.people["Nobody"] = new Person("Nobody", 0, 0, lab.Web.Browse().Client, "");
        lab.Species = await lab.InAsync(lab.Plant, context => context.Set<Species>().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());
        return lab;
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Given NextGiven() => new(++unique, Species, this["Heir"].MemberId);

    /// <summary>Sends with the person's token, naming the organization.</summary>
    public async Task<Answer> SendAsync(Person person, string method, string address, object? body, bool withReason = true, string? organization = "plant")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        if (withReason) request.Headers.Add("X-Reason", "Asked for by the matrix");
        if (organization is not null) request.Headers.Add("Organization", organization);
        if (person.Token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        using var answer = await person.Client.SendAsync(request);
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Arranges or reads in one organization past the runner.</summary>
    public async Task<T> InAsync<T>(Organization organization, Func<FlaskTrackDbContext, Task<T>> act)
    {
        await using var context = Context(authors.GetValueOrDefault(organization.Slug, 1));
        context.Enter(organization.OrganizationId, organization.Slug);
        var result = await act(context);
        if (context.ChangeTracker.HasChanges()) await context.SaveChangesAsync();
        return result;
    }

    /// <summary>A client with the person's browser cookie and no redirects.</summary>
    public HttpClient Browser(Person person)
    {
        var client = Web.Browse().Client;
        if (person.SessionId is not { } session) return client;
        var cookies = Web.App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Schemes.Cookie);
        var ticket = new AuthenticationTicket(SessionPrincipal.Of(person.UserId, session, Schemes.Cookie), new AuthenticationProperties { ExpiresUtc = Now.Add(Life) }, Schemes.Cookie);
        client.DefaultRequestHeaders.Add("Cookie", $"flasktrack={cookies.TicketDataFormat.Protect(ticket)}; ft-org=plant");
        return client;
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    public FlaskTrackDbContext Context(long author = 1) => Web.App.Services.GetRequiredService<DatabaseFactory>().Create(
        new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "system", ActorName = "Arrangement", Channel = "job", Action = "test.arrange", MemberId = author } });

    private async Task<Organization> FoundAsync(string slug, string owner)
    {
        var user = await UserAsync(owner);
        await using var scope = Web.App.Services.CreateAsyncScope();
        var runner = new OperationRunner(new FixedCaller(Caller.Demo(user, null)), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
        Assert.True((await runner.RunAsync(new CreateOrganization($"Lab {slug}", slug))).IsOk);
        await using var context = Context();
        var organization = await context.Set<Organization>().IgnoreQueryFilters().AsNoTracking().SingleAsync(row => row.Slug == slug);
        people[owner] = await EnterAsync(user, await InAsync(organization, inside => inside.Set<Membership>().Select(row => row.Id).SingleAsync()), owner, Now.Add(Life));
        authors[slug] = people[owner].MemberId;
        return organization;
    }

    private async Task JoinAsync(string name, Role role, Action<Membership>? change = null)
    {
        var user = await UserAsync(name);
        var member = new Membership { UserId = user, Role = role, DisplayName = name, JoinedAt = Now };
        change?.Invoke(member);
        await InAsync(Plant, context => Task.FromResult(context.Add(member)));
        people[name] = await EnterAsync(user, member.Id, name, Now.Add(Life));
    }

    private Task<long> SiteAsync(string name, string code)
    {
        var site = new Site { Name = name, ShortCode = code };
        return InAsync(Plant, async context =>
        {
            context.Add(site);
            await context.SaveChangesAsync();
            return site.Id;
        });
    }

    public async Task<long> UserAsync(string name)
    {
        await using var scope = Web.App.Services.CreateAsyncScope();
        var mail = $"{name.Replace(' ', '.').ToLowerInvariant()}@lab.example";
        var user = new User { UserName = mail, Email = mail, EmailConfirmed = true, FullName = name, CreatedAt = Now };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user)).Succeeded);
        return user.Id;
    }

    private async Task<Person> EnterAsync(long user, long member, string name, DateTimeOffset tokenEnds)
    {
        var (token, browser) = ($"fta_{SecretHash.NewSecret()}", Guid.NewGuid().ToString("n"));
        await using var context = Context();
        context.Add(Session(user, Guid.NewGuid().ToString("n"), SessionKind.Api, token, tokenEnds));
        context.Add(Session(user, browser, SessionKind.Browser, null, null));
        await context.SaveChangesAsync();
        return new Person(name, user, member, Web.Browse().Client, token) { SessionId = browser };
    }

    private static UserSession Session(long user, string id, SessionKind kind, string? token, DateTimeOffset? ends) => new()
    {
        Id = id,
        UserId = user,
        Kind = kind,
        Authentication = "password",
        StartedAt = Now,
        LastSeenAt = Now,
        AuthenticatedAt = Now,
        AccessTokenHash = token is null ? null : SecretHash.Of(token),
        AccessTokenExpiresAt = ends,
    };
}

/// <summary>Somebody with a token for the API and a session for the pages.</summary>
internal sealed record Person(string Name, long UserId, long MemberId, HttpClient Client, string Token)
{
    public string? SessionId { get; init; }
}

/// <summary>An answer of the API.</summary>
internal sealed record Answer(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Member(string name) => Text.StartsWith('{') && Json.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The body without the id of the request, which differs from answer to answer.</summary>
    public string Bare => System.Text.RegularExpressions.Regex.Replace(Text, "\"request_id\":\"[^\"]*\"", "");
}
