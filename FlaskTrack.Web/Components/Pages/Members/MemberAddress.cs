using System.Globalization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Reads the list of members from its address; what is not understood counts as not given.</summary>
internal static class MemberAddress
{
    private static readonly Dictionary<string, MemberSort> sorts = new(StringComparer.Ordinal)
    {
        ["name"] = MemberSort.Name,
        ["email"] = MemberSort.Email,
        ["role"] = MemberSort.Role,
        ["status"] = MemberSort.Status,
        ["active"] = MemberSort.LastActive,
        ["joined"] = MemberSort.Joined,
    };

    public static FindMembers Read(string? text, string? role, string? status, string? site, string? sort, string? after, string? size)
    {
        var by = Sort.Parse(sort);
        var known = by is not null && sorts.ContainsKey(by.Key);
        return new FindMembers(
            string.IsNullOrWhiteSpace(text) ? null : text,
            Value<Role>(role),
            Value<MemberStatus>(status),
            long.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null,
            known ? sorts[by!.Key] : MemberSort.Name,
            known && by!.Descending,
            string.IsNullOrEmpty(after) ? null : after,
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && Pager.Sizes.Contains(rows) ? rows : 50);
    }

    private static T? Value<T>(string? word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
