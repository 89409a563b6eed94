using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Demo;

/// <summary>What the demo tells of one organization.</summary>
/// <param name="Domain">Of the people's addresses.</param>
internal sealed record DemoLab(string Slug, string Name, OrganizationKind Kind, string Domain)
{
    public required IReadOnlyList<DemoPerson> People { get; init; }

    public required IReadOnlyList<DemoSite> Sites { get; init; }

    public required IReadOnlyList<DemoLine> Lines { get; init; }

    /// <summary>Why a sample was found spoiled.</summary>
    public required IReadOnlyList<string> Spoilings { get; init; }

    /// <summary>What people add to the notes, and the reason they give for it.</summary>
    public required IReadOnlyList<(string Note, string Reason)> Remarks { get; init; }

    public required string Address { get; init; }

    public string EmailOf(Role role) => People.Single(person => person.Role == role).EmailAt(Domain);
}

internal sealed record DemoPerson(Role Role, string FullName)
{
    /// <summary>Addresses are the roles' names, so that whoever tries the demo need not look them up.</summary>
    public string EmailAt(string domain) => $"{Role.ToString().ToLowerInvariant()}@{domain}";
}

internal sealed record DemoSite(string Name, string ShortCode, string Address, ContainmentLevel Containment);

/// <summary>One cultivar or strain and what is made from it over the months.</summary>
/// <param name="Week">Week of its first step, from 0.</param>
internal sealed record DemoLine(Domain Domain, string Species, string Name, string Source, int Week, IReadOnlyList<DemoStep> Steps);

/// <summary>Samples made together.</summary>
/// <param name="After">Weeks after the line's first step.</param>
/// <param name="Site">Index into the lab's sites.</param>
internal sealed record DemoStep(int After, int Count, SampleKind Kind, Derivation? Derivation, string Suffix, string Quantity, string Unit, string Location, int Site, string Notes)
{
    public bool Restricted { get; init; }

    public bool Sensitive { get; init; }

    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();
}
