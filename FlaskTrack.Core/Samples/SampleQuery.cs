using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples;

/// <summary>The filter of lists, counts and exports as a query. It only narrows what the access model lets through.</summary>
internal static class SampleQuery
{
    public static IQueryable<Sample> Where(this IQueryable<Sample> samples, SampleFilter filter, OperationContext context)
    {
        samples = InLife(samples, filter);
        samples = OfKind(samples, filter);
        samples = OfPeople(samples, filter, context);
        foreach (var word in FoldedText.Of(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) samples = samples.Where(row => row.SearchText.Contains(word));
        if (filter.HasParents is { } parents) samples = samples.Where(row => row.Parents.Any() == parents);
        samples = InTime(samples, filter);
        if (filter.PassageFrom is { } low) samples = samples.Where(row => row.Passage >= low);
        if (filter.PassageTo is { } high) samples = samples.Where(row => row.Passage <= high);
        if (filter.ImportCode is { } import) samples = samples.Where(row => row.ImportCode == import);
        if (Codes(filter.NotCodes) is { Length: > 0 } left) samples = samples.Where(row => !left.Contains(row.Code));
        return Codes(filter.Codes) is { Length: > 0 } codes ? samples.Where(row => codes.Contains(row.Code)) : samples;
    }

    private static IQueryable<Sample> InLife(IQueryable<Sample> samples, SampleFilter filter)
    {
        if (filter.Status is { } status) samples = samples.Where(row => row.Status == status);
        if (filter.States is [var one]) samples = samples.Where(row => row.State == one);
        else if (filter.States.Count > 0) samples = samples.Where(row => filter.States.Contains(row.State));
        return filter.NotStates.Count > 0 ? samples.Where(row => !filter.NotStates.Contains(row.State)) : samples;
    }

    private static IQueryable<Sample> InTime(IQueryable<Sample> samples, SampleFilter filter)
    {
        if (filter.UpdatedFrom is { } from) samples = samples.Where(row => row.UpdatedAt >= from);
        if (filter.UpdatedTo is { } to) samples = samples.Where(row => row.UpdatedAt < to);
        if (filter.CreatedFrom is { } young) samples = samples.Where(row => row.CreatedAt >= young);
        if (filter.CreatedTo is { } old) samples = samples.Where(row => row.CreatedAt < old);
        if (filter.StateChangedFrom is { } moved) samples = samples.Where(row => row.StateChangedAt >= moved);
        return filter.StateChangedTo is { } stayed ? samples.Where(row => row.StateChangedAt < stayed) : samples;
    }

    private static IQueryable<Sample> OfKind(IQueryable<Sample> samples, SampleFilter filter)
    {
        if (filter.Domains.Count > 0) samples = samples.Where(row => filter.Domains.Contains(row.Domain));
        if (filter.SpeciesIds is [var one]) samples = samples.Where(row => row.SpeciesId == one);
        else if (filter.SpeciesIds.Count > 0) samples = samples.Where(row => filter.SpeciesIds.Contains(row.SpeciesId));
        return filter.Kinds.Count > 0 ? samples.Where(row => filter.Kinds.Contains(row.Kind)) : samples;
    }

    private static IQueryable<Sample> OfPeople(IQueryable<Sample> samples, SampleFilter filter, OperationContext context)
    {
        var me = context.Principal.MemberId;
        if (filter.Mine && filter.OwnerIds.Count == 0) samples = samples.Where(row => row.OwnerId == me);
        if (filter.OwnerIds.Count > 0) samples = samples.Where(row => filter.OwnerIds.Contains(row.OwnerId) || (filter.Mine && row.OwnerId == me));
        if (filter.SiteIds.Count > 0) samples = samples.Where(row => row.SiteId != null && filter.SiteIds.Contains(row.SiteId.Value));
        if (filter.Locations is [var place]) samples = samples.Where(row => row.Location == place);
        else if (filter.Locations.Count > 0) samples = samples.Where(row => row.Location != null && filter.Locations.Contains(row.Location));
        return filter.Visibility is { } visibility ? samples.Where(row => row.Visibility == visibility) : samples;
    }

    private static string[] Codes(IReadOnlyList<string> codes) => [.. codes.Select(code => code.Trim().ToUpperInvariant())];
}
