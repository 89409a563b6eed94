using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

/// <summary>Samples for tests, made through the operations.</summary>
internal static class SampleGiven
{
    public static async Task<long> SpeciesAsync(this TestOrganization lab, string name = "Nicotiana tabacum") =>
        (await lab.DoAsync(Role.Viewer, new FindSpecies(name))).Single(row => row.ScientificName == name).Id;

    public static async Task<SampleFields> FieldsAsync(this TestOrganization lab, string? name = "A1", Domain domain = Domain.TissueCulture) => new()
    {
        Name = name,
        Domain = domain,
        SpeciesId = await lab.SpeciesAsync(domain switch { Domain.Fungus => "Pleurotus ostreatus", Domain.Agrobacterium => "Agrobacterium tumefaciens", Domain.Fermentation => "Saccharomyces cerevisiae", _ => "Nicotiana tabacum" }),
        Kind = SampleKind.Callus,
    };

    public static async Task<SavedSample> SampleAsync(this TestOrganization lab, Role role = Role.Scientist, string name = "A1", Visibility? visibility = null, Domain domain = Domain.TissueCulture, string? state = null) =>
        (await lab.DoAsync(role, new CreateSample(await lab.FieldsAsync(name, domain)) { Visibility = visibility, State = state })).Samples.Single();

    public static async Task<SavedSample> ChildAsync(this TestOrganization lab, SavedSample parent, string name = "child", Derivation derivation = Derivation.Subculture, Visibility? visibility = null) =>
        (await lab.DoAsync(Role.Scientist, new CreateSample(await lab.FieldsAsync(name) with { Derivation = derivation }) { Parents = [parent.Code], Visibility = visibility })).Samples.Single();

    public static Task<SampleView> ViewAsync(this TestOrganization lab, SavedSample sample, Role role = Role.Owner) => lab.DoAsync(role, new GetSample(sample.Code));

    /// <summary>Limits a member to one site.</summary>
    public static Task RestrictToSiteAsync(this TestOrganization lab, long memberId, long siteId) =>
        lab.WriteAsync(context => context.Find<Membership>(memberId)!.Sites = [siteId]);

    public static Denial Denied<T>(this Result<T> result) => Assert.IsType<Problem.Refused>(result.Problem).Denial;

    public static string NotAllowed<T>(this Result<T> result) => Assert.IsType<Problem.NotAllowed>(result.Problem).Why;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Invalid<T>(this Result<T> result) => Assert.IsType<Problem.Invalid>(result.Problem).Fields;
}
