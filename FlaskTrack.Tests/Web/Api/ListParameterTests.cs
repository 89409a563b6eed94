using System.Text.Json;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>The description of a list says exactly what the list takes.</summary>
public sealed class ListParameterTests
{
    private static readonly string[] Everywhere = ["page[size]", "page[after]", "sort", "q", "include"];

    [Fact]
    public async Task Every_described_parameter_is_known_and_every_other_is_refused()
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        var paths = (await lab.ReadAsync(Role.Owner, "/openapi/v1.json")).GetProperty("paths");
        var (wrong, lists) = (new List<string>(), 0);

        foreach (var path in paths.EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var get) || Described(get) is not { Count: > 0 } described) continue;
            lists++;
            foreach (var name in described)
            {
                if ((await AskAsync(lab, path.Name, name)).Contains("is not known here", StringComparison.Ordinal)) wrong.Add($"{path.Name} describes {name} and refuses it");
            }

            foreach (var name in Everywhere.Concat(["filter[nothing]", "fields"]).Except(described))
            {
                if (!(await AskAsync(lab, path.Name, name)).Contains("is not known here", StringComparison.Ordinal)) wrong.Add($"{path.Name} takes {name} and does not describe it");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(7, lists);
    }

    /// <summary>Without a value, and with one that other lists take: neither is passed over.</summary>
    [Theory]
    [InlineData("page[size]=10", "page[size]")]
    [InlineData("page[size]=", "page[size]")]
    [InlineData("include=total", "include")]
    [InlineData("page[after]=1", "page[after]")]
    [InlineData("sort=name", "sort")]
    public async Task A_list_that_comes_whole_refuses_what_would_have_no_effect(string query, string field)
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        foreach (var list in new[] { "sites", "species", "invitations" })
        {
            using var answer = await ApiLab.SendAsync(lab.As(Role.Owner), "GET", $"/api/v1/{list}?{query}");
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

            Assert.Equal((list, 422), (list, (int)answer.StatusCode));
            Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
            Assert.Equal($"{field} is not known here.", problem.GetProperty("errors").GetProperty(field)[0].GetString());
        }
    }

    private static List<string> Described(JsonElement get) => get.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!).Where(name => Everywhere.Contains(name) || name.StartsWith("filter[", StringComparison.Ordinal))]
        : [];

    /// <summary>With a value that no parameter takes: one that is known says what it takes, one that is not says so.</summary>
    private static async Task<string> AskAsync(ApiLab lab, string path, string name)
    {
        using var answer = await ApiLab.SendAsync(lab.As(Role.Owner), "GET", $"{path}?{Uri.EscapeDataString(name)}=zzz");
        return await answer.Content.ReadAsStringAsync();
    }
}
