using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>The query form of the decision: selects exactly the records on which <see cref="Access.Decide"/> allows <c>records.view</c>.</summary>
public static class AccessQuery
{
    /// <summary>The records the principal may read. A principal without <c>records.view</c> reads none.</summary>
    public static IQueryable<T> ReadableBy<T>(this IQueryable<T> records, Principal principal)
        where T : GovernedRecord
    {
        if (!principal.IsActive || !principal.Holds(Permissions.Records.View)) return records.Where(_ => false);
        if (!principal.Sites.IsEmpty)
        {
            var sites = principal.Sites.ToArray();
            records = records.Where(record => record.SiteId == null || sites.Contains(record.SiteId.Value));
        }

        if (principal.AllowedProjects is not null) return records.Where(_ => false);
        if (principal.Role.IsAdministrative) return records;

        var member = principal.MemberId;
        return principal.Role.BaseLevel >= Level.Read
            ? records.Where(record => record.Visibility != Visibility.Restricted || record.OwnerId == member)
            : records.Where(record => record.OwnerId == member || record.Visibility == Visibility.Public);
    }
}
