using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>The query form of the decision: selects exactly the records on which <see cref="Access.Decide"/> allows <c>records.view</c>.</summary>
public static class AccessQuery
{
    /// <summary>The records the principal may read. A principal without <c>records.view</c> reads none.</summary>
    public static IQueryable<T> ReadableBy<T>(this IQueryable<T> records, Principal principal)
        where T : GovernedRecord
    {
        if (!SeesSome(principal)) return records.Where(_ => false);
        records = records.InSitesOf(principal);
        if (principal.Role.IsAdministrative) return records;

        var member = principal.MemberId;
        return principal.Role.BaseLevel >= Level.Read
            ? records.Where(record => record.Visibility != Visibility.Restricted || record.OwnerId == member)
            : records.Where(record => record.OwnerId == member || record.Visibility == Visibility.Public);
    }

    /// <summary>INVARIANT: the parts together are <see cref="ReadableBy"/>, and no record is in two of them. A database answers "the newest 25" of each part
    /// from an index at once, where it would have to look at every record for both together.</summary>
    public static IReadOnlyList<IQueryable<T>> ReadablePartsBy<T>(this IQueryable<T> records, Principal principal)
        where T : GovernedRecord
    {
        if (!SeesSome(principal) || principal.Role.IsAdministrative) return [records.ReadableBy(principal)];
        records = records.InSitesOf(principal);
        var member = principal.MemberId;
        return principal.Role.BaseLevel >= Level.Read
            ?
            [
                records.Where(record => record.Visibility == Visibility.Organization),
                records.Where(record => record.Visibility == Visibility.Public),
                records.Where(record => record.OwnerId == member && record.Visibility == Visibility.Restricted),
            ]
            : [records.Where(record => record.Visibility == Visibility.Public), records.Where(record => record.OwnerId == member && record.Visibility != Visibility.Public)];
    }

    private static bool SeesSome(Principal principal) => principal.IsActive && principal.Holds(Permissions.Records.View) && principal.AllowedProjects is null;

    private static IQueryable<T> InSitesOf<T>(this IQueryable<T> records, Principal principal)
        where T : GovernedRecord
    {
        if (principal.Sites.IsEmpty) return records;
        var sites = principal.Sites.ToArray();
        return records.Where(record => record.SiteId == null || sites.Contains(record.SiteId.Value));
    }
}
