using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>The first answer of every page, before any connection: no secret of anybody is in it, and in the state that the framework gives the browser to hand
/// back there is nothing but the token of forms.</summary>
[Trait("assurance", "S37")]
public sealed partial class PageSecretTests
{
    /// <summary>The framework's own parts that keep something: names of script files, and the token of forms.</summary>
    private const string Providers = """[{"assembly":"Microsoft.AspNetCore.Components.Endpoints","fullTypeName":"Microsoft.AspNetCore.Components.ResourceCollectionProvider"},{"assembly":"Microsoft.AspNetCore.Components.Web","fullTypeName":"Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider"}]""";

    [Fact]
    public async Task No_page_brings_state_or_a_secret_to_the_browser()
    {
        await using var lab = await HttpLab.OpenAsync();
        var targets = await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0), (Thing.Packet, Standing.Shared, 0), (Thing.Member, Standing.Shared, 0), (Thing.Invitation, Standing.Shared, 0)]);
        var secrets = await SecretsAsync(lab);
        using var owner = lab.Browser(lab[Role.Owner]);
        var seal = lab.Web.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Microsoft.AspNetCore.Components.Server.State");
        var (wrong, shown, states) = (new List<string>(), 0, 0);

        foreach (var route in PageRoutes.All.Keys)
        {
            var address = route.Replace("{Code}", route.Contains("evidence", StringComparison.Ordinal) ? targets[1] : targets[0], StringComparison.Ordinal).Replace("{Id}", targets[2], StringComparison.Ordinal).Replace("{Key}", "samples", StringComparison.Ordinal).Replace("{Token}", "none", StringComparison.Ordinal);
            foreach (var client in new[] { owner, lab["Nobody"].Client })
            {
                using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
                if (answer.IsSuccessStatusCode) shown++;
                var text = $"{answer.Headers} {await answer.Content.ReadAsStringAsync()}";
                wrong.AddRange(secrets.Where(secret => text.Contains(secret.Value, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{address} shows {secret.Name}"));
                foreach (var state in State().Matches(text).Select(match => match.Groups[1].Value))
                {
                    states++;
                    wrong.AddRange(Open(seal, state).Where(value => value != Providers && !Token().IsMatch(value)).Select(value => $"{address} hands out {value}"));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(shown > 50 && states > 50, $"Only {shown} pages were shown, with {states} states.");
    }

    /// <summary>What the database knows that opens something, or from which something that opens could be made.</summary>
    private static async Task<List<(string Name, string Value)>> SecretsAsync(HttpLab lab)
    {
        await using (var scope = lab.Web.App.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var user = (await users.FindByIdAsync($"{lab[Role.Owner].UserId}"))!;
            Assert.True((await users.AddPasswordAsync(user, "kelp-and-quartz-meadow-41")).Succeeded);
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
            await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        }

        await using var context = lab.Context();
        var found = new List<(string Name, string? Value)>();
        foreach (var user in await context.Users.AsNoTracking().ToListAsync())
            found.AddRange([("a password's hash", user.PasswordHash), ("a security stamp", user.SecurityStamp), ("a concurrency stamp", user.ConcurrencyStamp)]);
        foreach (var kept in await context.UserTokens.AsNoTracking().ToListAsync())
            found.AddRange((kept.Value ?? "").Split(';').Select(value => ($"the {kept.Name}", (string?)value)));
        foreach (var session in await context.Set<UserSession>().AsNoTracking().Where(row => row.Kind == SessionKind.Api).ToListAsync())
            found.AddRange([("the hash of an access token", session.AccessTokenHash)]);
        found.AddRange((await context.Set<Invitation>().IgnoreQueryFilters().AsNoTracking().ToListAsync()).Select(row => ("the hash of an invitation's link", (string?)row.TokenHash)));
        found.Add(("an access token", lab[Role.Owner].Token));
        List<(string Name, string Value)> secrets = [.. found.Where(secret => secret.Value is { Length: >= 8 }).Select(secret => (secret.Name, secret.Value!)).Distinct()];
        Assert.Superset(new HashSet<string> { "a password's hash", "a security stamp", "the AuthenticatorKey", "the RecoveryCodes", "the hash of an access token", "the hash of an invitation's link" }, secrets.Select(secret => secret.Name).ToHashSet());
        return secrets;
    }

    /// <summary>What is in a state under its seal.</summary>
    private static IEnumerable<string> Open(IDataProtector seal, string state) =>
        JsonSerializer.Deserialize<Dictionary<string, byte[]>>(seal.Unprotect(Convert.FromBase64String(state)))!.Values.Select(Encoding.UTF8.GetString);

    /// <summary>How the framework writes components' state into a page; one for WebAssembly would not be sealed.</summary>
    [GeneratedRegex("<!--Blazor-(?:Server|WebAssembly)-Component-State:([^-]*)-->")]
    private static partial Regex State();

    [GeneratedRegex("""^\{"value":"[^"]*","formFieldName":"__RequestVerificationToken"\}$""", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
