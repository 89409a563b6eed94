using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>What the pickers of a sample's forms and filters offer.</summary>
public sealed record FindSampleChoices : IQuery<FindSampleChoices, SampleChoices>
{
    public static Permission Requires => Permissions.Records.View;
}

/// <param name="Sites">Those the member may put a record in.</param>
/// <param name="CustomNames">Names of custom fields that recent samples use, so that one thing keeps one name.</param>
/// <param name="Members">Active members, for owner filters and hand-overs.</param>
public sealed record SampleChoices(IReadOnlyList<SpeciesRow> Species, IReadOnlyList<Choice> Sites, IReadOnlyList<Choice> Members, IReadOnlyCollection<StateModel> StateModels, IReadOnlyList<Unit> Units, Visibility DefaultVisibility, IReadOnlyList<string> CustomNames)
{
    /// <summary>Places that samples changed of late are at, for the location filter.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];
}

public sealed record Choice(long Id, string Name);

internal sealed class FindSampleChoicesHandler : IHandler<FindSampleChoices, SampleChoices>
{
    private const int Recent = 200;
    private const int RecentlyPlaced = 1000;

    public async Task<Result<SampleChoices>> HandleAsync(FindSampleChoices operation, OperationContext context, CancellationToken ct)
    {
        var species = await context.Rows<Species>().AsNoTracking().Where(row => !row.Archived).OrderBy(row => row.ScientificName).ThenBy(row => row.Id).ToListAsync(ct);
        var sites = await context.Rows<Site>().AsNoTracking().Where(row => !row.Archived).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return new SampleChoices(
            [.. species.Select(row => new SpeciesRow(row.Id, row.Code, row.ScientificName, row.CommonName, row.Domains))],
            [.. sites.Where(site => context.Principal.Sites.IsEmpty || context.Principal.Sites.Contains(site.Id)).Select(site => new Choice(site.Id, site.Name))],
            [.. context.Access.ByUser.Values.Where(member => member.IsActiveAt(context.Now)).OrderBy(member => member.DisplayName, StringComparer.Ordinal).Select(member => new Choice(member.MemberId, member.DisplayName))],
            SampleStates.All,
            Units.All,
            context.Organization.DefaultVisibility,
            await CustomNamesAsync(context, ct)) { Locations = await LocationsAsync(context, ct) };
    }

    /// <summary>Of the last changed samples, whether they are anywhere or not, so that an organization without places costs no more.</summary>
    private static async Task<IReadOnlyList<string>> LocationsAsync(OperationContext context, CancellationToken ct)
    {
        var recent = await context.Readable<Sample>().Where(row => row.Status == Platform.Data.RecordStatus.Active).OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id).Take(RecentlyPlaced).Select(row => row.Location).ToListAsync(ct);
        return [.. recent.OfType<string>().Distinct(StringComparer.Ordinal).OrderBy(place => place, StringComparer.InvariantCultureIgnoreCase)];
    }

    private static async Task<IReadOnlyList<string>> CustomNamesAsync(OperationContext context, CancellationToken ct)
    {
        var recent = await context.Readable<Sample>().Where(row => row.Status == Platform.Data.RecordStatus.Active && !row.Sensitive).OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id).Take(Recent).Select(row => row.CustomFields).ToListAsync(ct);
        return [.. recent.SelectMany(fields => fields.Keys).CountBy(name => name).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(50).Select(pair => pair.Key)];
    }
}
