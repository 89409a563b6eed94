using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>Members and the table of roles.</summary>
internal static class MemberEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/roles", RolesAsync).WithTags("Members").WithSummary("Every permission against every role").Gives<RoleMatrix>();
        var group = api.MapGroup("/members").WithTags("Members");
        group.MapGet("", ListAsync).WithSummary("Members, a page at a time").Lists<MemberRow>(ListParts.Paged | ListParts.Sorted | ListParts.Searched | ListParts.Counted, "role", "status", "site_id");
        group.MapGet("/{id:long}", GetAsync).WithSummary("One member with what they may do and why").Gives<MemberView>();
        group.MapPatch("/{id:long}", PatchAsync).WithSummary("Change a member, or the role").Gives<MemberRow>().TakesVersion().TakesReason();
        group.MapPost("/{id:long}/suspend", SuspendAsync).WithSummary("Stop a member's access").Gives<MemberRow>().TakesVersion().TakesReason();
        group.MapPost("/{id:long}/reactivate", ReactivateAsync).WithSummary("Give a suspended member access again").Gives<MemberRow>().TakesVersion().TakesReason();
        group.MapDelete("/{id:long}", RemoveAsync).WithSummary("End a membership and hand its records over").Gives<RemovedMember>().TakesVersion().TakesReason();
    }

    private static async Task<IResult> RolesAsync(IOperationRunner run, CancellationToken ct) => Answer.Of(await run.RunAsync(new GetRoleMatrix(), ct));

    private static async Task<IResult> ListAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var withTotal = query.WithTotal;
        var (sort, descending) = query.Sort(MemberSort.Name, descending: false);
        var find = new FindMembers(query.Text, query.Enum<Role>("role"), query.Enum<MemberStatus>("status"), query.Ids("site_id") is [var site, ..] ? site : null, sort, descending, query.After, query.Size);
        if (query.Problem is { } wrong) return Answer.Of(wrong);
        return Answer.Of(await run.RunAsync(find, ct), page => new PageJson<MemberRow>(page.Rows, new PageInfo(page.Next, find.Size)) { Total = withTotal ? page.Total : null });
    }

    private static async Task<IResult> GetAsync(long id, IOperationRunner run, CancellationToken ct) => Answer.Row(await run.RunAsync(new GetMember(id), ct), view => view.Member.Version);

    private static async Task<IResult> PatchAsync(long id, Patch<MemberBody> patch, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var now = await run.RunAsync(new GetMember(id), ct);
        if (!now.IsOk) return Answer.Of(now.Problem);
        var (body, fault) = patch.On(MemberBody.Of(now.Value.Member));
        if (fault is not null) return Answer.Of(fault);
        var version = http.Version() ?? now.Value.Member.Version;
        if (!patch.Names("role")) return Answer.Row(await run.RunAsync(body!.ToEdit(id, version, http.Reason()), ct), row => row.Version);
        if (!patch.NamesOnly("role", "ends_at")) return Answer.Of(ApiFault.Field("role", "A role is changed by itself, at most with ends_at. Send the other members in a request of their own."));
        return Answer.Row(await AssignAsync(now.Value.Member, id, body!, version, http.Reason(), run, ct), row => row.Version);
    }

    /// <summary>Making and unmaking an owner is an act of its own.</summary>
    private static Task<Result<MemberRow>> AssignAsync(MemberRow now, long id, MemberBody body, int version, string? reason, IOperationRunner run, CancellationToken ct) =>
        now.Role == Role.Owner || body.Role == Role.Owner
            ? run.RunAsync(new AssignOwner(id, body.Role, reason, body.EndsAt, version), ct)
            : run.RunAsync(new AssignRole(id, body.Role, body.EndsAt, reason, version), ct);

    private static async Task<IResult> SuspendAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(new SuspendMember(id, http.Reason(), http.Version()), ct), row => row.Version);

    private static async Task<IResult> ReactivateAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(new ReactivateMember(id, http.Reason(), http.Version()), ct), row => row.Version);

    private static async Task<IResult> RemoveAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct, long? new_owner = null) =>
        Answer.Of(await run.RunAsync(new RemoveMember(id, new_owner, http.Reason(), http.Version()), ct));
}

/// <summary>What can be set of a member. The role is changed by itself.</summary>
/// <param name="SiteIds">Empty means all.</param>
internal sealed record MemberBody(string? DisplayName, string? JobTitle, IReadOnlyList<long>? SiteIds, bool CanRunPipelines, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, Role Role)
{
    public static MemberBody Of(MemberRow row) => new(row.DisplayName, row.JobTitle, [.. row.Sites.Select(site => site.Id)], row.CanRunPipelines, row.StartsAt, row.EndsAt, row.Role);

    public EditMember ToEdit(long id, int version, string? reason) => new(id, DisplayName ?? "", JobTitle, SiteIds ?? [], CanRunPipelines, StartsAt, EndsAt, version, reason);
}
