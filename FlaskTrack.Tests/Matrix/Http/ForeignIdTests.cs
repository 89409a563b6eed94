using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>What belongs to another organization answers byte for byte like what does not exist (ASVS 8.2.2).</summary>
[Trait("assurance", "S4")]
public sealed class ForeignIdTests
{
    /// <summary>Every route with an id or code in its address, asked by every role for the things of the other organization.</summary>
    [Fact]
    public async Task An_id_or_code_of_another_organization_answers_like_one_that_does_not_exist()
    {
        await using var lab = await HttpLab.OpenAsync();
        var routes = ApiRoutes.All.Where(route => route.On is not (Thing.None or Thing.Event)).ToList();
        var ids = await new HttpTargets(lab).MakeAsync(lab.Ferment, [.. routes.Select(route => (route.On, Standing.Shared, 0L))]);
        var before = await HttpState.ReadAsync(lab);
        var wrong = new List<string>();

        for (var i = 0; i < routes.Count; i++)
        {
            var code = await CodeAsync(lab, routes[i].On, ids[i]);
            foreach (var role in HttpLab.Roles)
            {
                var none = await AskAsync(lab, lab[role], routes[i], "987654");
                var foreign = await AskAsync(lab, lab[role], routes[i], ids[i]);
                if (foreign.Status != none.Status || foreign.Bare != none.Bare) wrong.Add($"{role} {routes[i].Key}: {foreign.Text} is not {none.Text}");
                if ((routes[i].IsRecord || AccessTable.Holds(routes[i].Permission, role)) && foreign.Status != 404) wrong.Add($"{role} {routes[i].Key}: {foreign.Status}");
                if (code is null) continue;
                var byCode = await AskAsync(lab, lab[role], routes[i], code);
                if (byCode.Bare != none.Bare) wrong.Add($"{role} {routes[i].Key} by code: {byCode.Text}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await HttpState.ReadAsync(lab));
    }

    /// <summary>Ids inside bodies and filters.</summary>
    [Fact]
    public async Task A_foreign_id_inside_a_request_answers_like_one_that_does_not_exist()
    {
        await using var lab = await HttpLab.OpenAsync();
        var owner = lab["Owner"];
        var mine = (await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0), (Thing.Member, Standing.Shared, 0)]));
        var theirs = await new HttpTargets(lab).MakeAsync(lab.Ferment, [(Thing.Sample, Standing.Shared, 0), (Thing.Site, Standing.Shared, 0), (Thing.Member, Standing.Shared, 0), (Thing.Packet, Standing.Shared, 0)]);
        var species = await lab.InAsync(lab.Ferment, context => context.Set<Core.Catalog.Species>().Select(row => row.Id).MaxAsync());
        var (sample, packet) = (await CodeAsync(lab, Thing.Sample, theirs[0]), await CodeAsync(lab, Thing.Packet, theirs[3]));
        (string Method, string Address, Func<string, object?> Body, string Foreign, string None)[] requests =
        [
            ("POST", $"/api/v1/samples/{mine[0]}/transfer", id => new { to = long.Parse(id, Invariant) }, theirs[2], "987654"),
            ("PATCH", $"/api/v1/samples/{mine[0]}", id => new { site_id = long.Parse(id, Invariant) }, theirs[1], "987654"),
            ("PATCH", $"/api/v1/samples/{mine[0]}", id => new { species_id = long.Parse(id, Invariant) }, species.ToString(Invariant), "987654"),
            ("PATCH", $"/api/v1/samples/{mine[0]}", code => new { parents = new[] { code }, derivation = "subculture" }, sample!, "SMP-987654"),
            ("POST", "/api/v1/samples", code => new { name = "Child", domain = "tissue_culture", kind = "callus", species_id = lab.Species, parents = new[] { code }, derivation = "subculture" }, sample!, "SMP-987654"),
            ("PATCH", $"/api/v1/members/{mine[1]}", id => new { site_ids = new[] { long.Parse(id, Invariant) } }, theirs[1], "987654"),
            ("POST", "/api/v1/invitations", id => new { emails = new[] { "x@lab.example" }, role = "viewer", site_ids = new[] { long.Parse(id, Invariant) } }, theirs[1], "987654"),
            ("POST", "/api/v1/evidence-packets", code => new { codes = new[] { code } }, sample!, "SMP-987654"),
            ("POST", "/api/v1/evidence-packets", code => new { from = "2020-01-01T00:00:00Z", to = "2020-02-01T00:00:00Z", replaces = code }, packet!, "EVP-987654"),
            ("GET", $"/api/v1/samples?filter[site_id]={{0}}", _ => null, theirs[1], "987654"),
            ("GET", $"/api/v1/samples?filter[owner_id]={{0}}", _ => null, theirs[2], "987654"),
            ("GET", $"/api/v1/samples?filter[code]={{0}}", _ => null, sample!, "SMP-987654"),
            ("GET", $"/api/v1/members?filter[site_id]={{0}}", _ => null, theirs[1], "987654"),
            ("GET", $"/api/v1/audit-events?filter[entity_code]={{0}}", _ => null, sample!, "SMP-987654"),
        ];

        foreach (var (method, address, body, foreign, none) in requests)
        {
            var a = await lab.SendAsync(owner, method, address.Replace("{0}", foreign, StringComparison.Ordinal), body(foreign));
            var b = await lab.SendAsync(owner, method, address.Replace("{0}", none, StringComparison.Ordinal), body(none));
            Assert.True(a.Status == b.Status && (foreign.Contains('-', StringComparison.Ordinal) ? a.Bare.Replace(foreign, none, StringComparison.Ordinal) : a.Bare) == b.Bare, $"{method} {address}: {a.Status} {a.Text}\n{b.Status} {b.Text}");
            Assert.True(method == "GET" || a.Status is 404 or 422, $"{method} {address}: {a.Status} {a.Text}");
        }
    }

    [Fact]
    public async Task Naming_an_organization_of_others_answers_like_naming_none()
    {
        await using var lab = await HttpLab.OpenAsync();
        foreach (var route in ApiRoutes.All)
        {
            var address = route.Address("1");
            var foreign = await lab.SendAsync(lab["Foreign owner"], route.Method, address, route.Body?.Invoke(lab.NextGiven()), organization: "plant");
            var none = await lab.SendAsync(lab["Foreign owner"], route.Method, address, route.Body?.Invoke(lab.NextGiven()), organization: "nowhere");
            Assert.True(foreign.Status == 404 && none.Status == 404 && foreign.Bare == none.Bare, $"{route.Key}: {foreign.Text} {none.Text}");
        }
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Task<Answer> AskAsync(HttpLab lab, Person person, ApiRoute route, string id) =>
        lab.SendAsync(person, route.Method, route.Address(id), route.Body?.Invoke(lab.NextGiven()));

    private static async Task<string?> CodeAsync(HttpLab lab, Thing thing, string id) => thing switch
    {
        Thing.Sample => await CodeAsync<Sample>(lab, id),
        Thing.Packet => await CodeAsync<EvidencePacket>(lab, id),
        _ => null,
    };

    private static Task<string> CodeAsync<T>(HttpLab lab, string id)
        where T : GovernedRecord
    {
        var number = long.Parse(id, Invariant);
        return lab.InAsync(lab.Ferment, context => context.Set<T>().Where(row => row.Id == number).Select(row => row.Code).SingleAsync());
    }
}
