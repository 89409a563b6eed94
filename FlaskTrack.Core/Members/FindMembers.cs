using System.Globalization;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

public enum MemberSort
{
    Name,
    Email,
    Role,
    Status,
    LastActive,
    Joined,
}

/// <summary>The people of the organization, a page at a time. Removed ones are left out unless asked for by status.</summary>
/// <param name="Text">Looks in name, e-mail and job title.</param>
/// <param name="SiteId">Members who reach the site: limited to it, or not limited at all.</param>
/// <param name="After">The cursor that the page before gave.</param>
/// <param name="Size">1 to 200.</param>
/// <param name="InactiveDays">Members who did nothing for that many days, or never; 1 to 3650.</param>
public sealed record FindMembers(string? Text = null, Role? Role = null, MemberStatus? Status = null, long? SiteId = null, MemberSort Sort = MemberSort.Name, bool Descending = false, string? After = null, int Size = 50, bool? TwoFactor = null, int? InactiveDays = null)
    : IQuery<FindMembers, MemberPage>, IValidated
{
    public static Permission Requires => Permissions.Members.View;

    public void Validate(FieldErrors errors)
    {
        errors.Optional("text", "Search", Text, 200);
        if (Size is < 1 or > 200) errors.Add("size", "A page has 1 to 200 members.");
        if (InactiveDays is < 1 or > 3650) errors.Add("inactive_days", "Days without an act must be 1 to 3650.");
        if (After is not null && MemberCursor.Parse(After) is null) errors.Add("after", "This place in the list is no longer known. Start at the first page.");
    }
}

/// <summary>One page of members.</summary>
/// <param name="Next">Cursor of the following page; null on the last one.</param>
/// <param name="Total">Members that match, over all pages.</param>
public sealed record MemberPage(IReadOnlyList<MemberRow> Rows, string? Next, int Total);

internal sealed class FindMembersHandler : IHandler<FindMembers, MemberPage>
{
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;

    public async Task<Result<MemberPage>> HandleAsync(FindMembers operation, OperationContext context, CancellationToken ct)
    {
        var order = Comparer<MemberCursor>.Create(operation.Descending ? (a, b) => Compare(b, a) : Compare);
        var found = await AllAsync(operation, order, context, ct);
        var rest = operation.After is null ? found : [.. found.Where(item => order.Compare(item.At, MemberCursor.Parse(operation.After)!) > 0)];
        var page = rest.Take(operation.Size).ToList();
        return new MemberPage([.. page.Select(item => item.Row)], rest.Count > page.Count ? page[^1].At.ToString() : null, found.Count);
    }

    /// <summary>Every member that matches, in the order asked for.</summary>
    internal static async Task<List<MemberRow>> FindAllAsync(FindMembers operation, OperationContext context, CancellationToken ct) =>
        [.. (await AllAsync(operation, Comparer<MemberCursor>.Create(operation.Descending ? (a, b) => Compare(b, a) : Compare), context, ct)).Select(item => item.Row)];

    private static async Task<List<(MemberRow Row, MemberCursor At)>> AllAsync(FindMembers operation, Comparer<MemberCursor> order, OperationContext context, CancellationToken ct)
    {
        var all = await MemberReader.AllAsync(context, ct);
        var found = all.Where(row => Matches(row, operation, context.Now)).Select(row => (Row: row, At: new MemberCursor(KeyOf(row, operation.Sort), row.Id))).ToList();
        found.Sort((a, b) => order.Compare(a.At, b.At));
        return found;
    }

    private static bool Matches(MemberRow row, FindMembers operation, DateTimeOffset now) =>
        (operation.Status is { } status ? row.Status == status : row.Status != MemberStatus.Removed)
        && (operation.Role is not { } role || row.Role == role)
        && (operation.TwoFactor is not { } factor || row.TwoFactor == factor)
        && (operation.InactiveDays is not { } days || row.LastActiveAt is null || row.LastActiveAt < now.AddDays(-days))
        && (operation.SiteId is not { } site || row.Sites.Count == 0 || row.Sites.Any(at => at.Id == site))
        && (StoredText.Clean(operation.Text) is not { } text || Contains(row.DisplayName, text) || Contains(row.Email, text) || Contains(row.JobTitle ?? "", text));

    private static bool Contains(string value, string text) => Words.IndexOf(value, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private static string KeyOf(MemberRow row, MemberSort sort) => sort switch
    {
        MemberSort.Name => row.DisplayName,
        MemberSort.Email => row.Email,
        MemberSort.Role => Number(RoleRules.Offered.ToList().IndexOf(row.Role)),
        MemberSort.Status => Number((int)row.Status),
        MemberSort.LastActive => Number(row.LastActiveAt?.UtcTicks ?? 0),
        MemberSort.Joined => Number(row.JoinedAt.UtcTicks),
        _ => throw new InvalidOperationException($"Members have no order by {sort}."),
    };

    private static string Number(long value) => value.ToString("D19", CultureInfo.InvariantCulture);

    private static int Compare(MemberCursor a, MemberCursor b) => Words.Compare(a.Key, b.Key, CompareOptions.IgnoreCase) is var order and not 0 ? order : a.Id.CompareTo(b.Id);
}
