using System.Net;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Support;

/// <summary>The whole application on a free loopback port with a database of its own. A request that says it came over https through the proxy is believed.</summary>
internal sealed partial class WebLab : IAsyncDisposable
{
    public const string Email = "leila@nordhavn.example";
    private readonly TestDatabase database;
    private readonly string folder;
    private readonly List<Browser> browsers = [];

    private WebLab(TestDatabase database, string folder, WebApplication app)
    {
        this.database = database;
        this.folder = folder;
        App = app;
    }

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.First());

    public static async Task<WebLab> OpenAsync(params string[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("flasktrack-web-").FullName;
        var app = AppHost.Build(
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Production",
            $"--contentRoot={Path.Combine(Repository.Root, "FlaskTrack.Web")}",
            $"--Database:Provider={database.Options.Provider}",
            $"--ConnectionStrings:FlaskTrack={database.Options.ConnectionString}",
            $"--Data:Folder={folder}",
            "--ForwardedHeaders:KnownProxies:0=127.0.0.1",
            .. settings,
        ]);
        await app.StartAsync();
        return new WebLab(database, folder, app);
    }

    /// <summary>Leila, who owns an organization.</summary>
    public async Task<long> LeilaAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User { UserName = "leila.haddad", Email = Email, EmailConfirmed = true, FullName = "Leila Haddad" };
        Assert.True((await users.CreateAsync(user, AccountLab.Password)).Succeeded);
        var runner = new OperationRunner(new FixedCaller(Caller.Demo(user.Id, null)), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
        Assert.True((await runner.RunAsync(new CreateOrganization("Nordhavn Biolabs", "nordhavn"))).IsOk);
        return user.Id;
    }

    public Browser Browse()
    {
        var browser = new Browser(Address);
        browsers.Add(browser);
        return browser;
    }

    /// <summary>A browser that is signed in.</summary>
    public async Task<Browser> EnterAsync()
    {
        var browser = Browse();
        var answer = await browser.SignInAsync(Email, AccountLab.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        browsers.ForEach(browser => browser.Dispose());
        await App.StopAsync();
        await App.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Cookies and forms, no redirects followed.</summary>
    internal sealed partial class Browser(Uri address) : IDisposable
    {
        private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        private HttpClient? client;

        public HttpClient Client => client ??= new HttpClient(handler) { BaseAddress = address };

        public CookieCollection Cookies => handler.CookieContainer.GetCookies(address);

        public void Dispose()
        {
            client?.Dispose();
            handler.Dispose();
        }

        public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

        public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

        /// <summary>Opens the page, fills in one of its forms and posts it where the form says, or to the page itself.</summary>
        public async Task<HttpResponseMessage> PostAsync(string page, string? form, IEnumerable<KeyValuePair<string, string>> fields, string? action = null)
        {
            var token = Token().Match(await ReadAsync(page)).Groups[1].Value;
            var all = fields.Append(new("__RequestVerificationToken", WebUtility.HtmlDecode(token)));
            if (form is not null) all = all.Append(new("_handler", form));
            using var content = new FormUrlEncodedContent(all);
            return await Client.PostAsync(new Uri(action ?? page, UriKind.Relative), content);
        }

        public Task<HttpResponseMessage> SignInAsync(string name, string password, string page = "/sign-in") =>
            PostAsync(page, "sign-in", [new("name", name), new("password", password)]);

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
