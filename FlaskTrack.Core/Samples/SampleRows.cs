using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Samples as lists and boards show them, with the names of what they point to.</summary>
internal static class SampleRows
{
    public static async Task<IReadOnlyList<SampleRow>> OfAsync(List<Sample> samples, OperationContext context, CancellationToken ct)
    {
        var speciesIds = samples.Select(sample => sample.SpeciesId).Distinct().ToArray();
        var siteIds = samples.Where(sample => sample.SiteId is not null).Select(sample => sample.SiteId!.Value).Distinct().ToArray();
        var species = speciesIds.Length == 0 ? [] : await context.Rows<Species>().Where(row => speciesIds.Contains(row.Id)).Select(row => new { row.Id, row.ScientificName }).ToDictionaryAsync(row => row.Id, row => row.ScientificName, ct);
        var sites = siteIds.Length == 0 ? [] : await context.Rows<Site>().Where(row => siteIds.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var names = MemberNames.Of(context);
        return [.. samples.Select(sample => Row(sample, species[sample.SpeciesId], sample.SiteId is { } site ? sites[site] : null, names(sample.OwnerId), context.AccessTo(sample)))];
    }

    private static SampleRow Row(Sample sample, string species, string? site, string owner, RecordAccess access) => new()
    {
        Id = sample.Id,
        Code = sample.Code,
        Name = sample.Name,
        Domain = sample.Domain,
        State = sample.State,
        StateChangedAt = sample.StateChangedAt,
        Kind = sample.Kind,
        SpeciesId = sample.SpeciesId,
        SpeciesName = species,
        Passage = sample.Passage,
        Quantity = sample.Quantity,
        Unit = sample.Unit,
        Location = sample.Location,
        Position = sample.Position,
        OwnerId = sample.OwnerId,
        OwnerName = owner,
        SiteName = site,
        Visibility = sample.Visibility,
        Status = sample.Status,
        Sensitive = sample.Sensitive,
        CreatedAt = sample.CreatedAt,
        UpdatedAt = sample.UpdatedAt,
        Version = sample.Version,
        Access = access,
    };
}
