using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>Invitations of people to the organization.</summary>
internal static class InvitationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/invitations").WithTags("Invitations");
        group.MapGet("", ListAsync).WithSummary("Open invitations, or all").Lists<InvitationRow>(ListParts.None, "all");
        group.MapPost("", InviteAsync).WithSummary("Invite people by e-mail").Gives<PageJson<InvitedLine>>(StatusCodes.Status201Created);
        group.MapPost("/{id:long}/resend", ResendAsync).WithSummary("Send an invitation again with a new link").Gives<InvitedLine>().TakesVersion();
        group.MapDelete("/{id:long}", RevokeAsync).WithSummary("Take an invitation back").Gives(StatusCodes.Status204NoContent).TakesVersion();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var find = new FindInvitations(query.Flag("all") ?? false);
        return query.Problem is { } wrong ? Answer.Of(wrong) : Answer.All(await run.RunAsync(find, ct));
    }

    private static async Task<IResult> InviteAsync(Body<InviteBody> body, IOperationRunner run, CancellationToken ct) =>
        body.Value.Role is null
            ? Answer.Of(ApiFault.Field("role", "Role is missing. Choose one of the roles offered."))
            : Answer.Of(await run.RunAsync(body.Value.ToCommand(), ct), lines => new { data = lines }, StatusCodes.Status201Created);

    private static async Task<IResult> ResendAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Of(await run.RunAsync(new ResendInvitation(id, Version: http.Version()), ct));

    private static async Task<IResult> RevokeAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Nothing(await run.RunAsync(new RevokeInvitation(id, http.Version()), ct));
}

/// <param name="Emails">1 to 200; each gets its own answer.</param>
/// <param name="SiteIds">Empty means all.</param>
/// <param name="MemberUntil">End of the memberships; an auditor has to have one.</param>
/// <param name="Days">Days until the links expire, 1 to 30.</param>
internal sealed record InviteBody(IReadOnlyList<string>? Emails, Role? Role, IReadOnlyList<long>? SiteIds = null, DateTimeOffset? MemberUntil = null, string? Message = null, int? Days = null)
{
    public InviteMembers ToCommand()
    {
        var invite = new InviteMembers(Emails ?? [], Role!.Value, SiteIds, MemberUntil, Message);
        return Days is { } days ? invite with { Days = days } : invite;
    }
}
