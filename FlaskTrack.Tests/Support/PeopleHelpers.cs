using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Support;

/// <summary>Arrangement and assertions for tests about people.</summary>
internal static class PeopleHelpers
{
    public static readonly Role[] Roles = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    public static Task<Membership> MemberAsync(this TestOrganization organization, long userId) =>
        organization.ReadAsync(context => context.Set<Membership>().AsNoTracking().SingleAsync(row => row.UserId == userId));

    public static Task<Membership> MemberAsync(this TestOrganization organization, Role role) => organization.MemberAsync(organization.UserOf(role));

    public static async Task<long> IdAsync(this TestOrganization organization, Role role) => (await organization.MemberAsync(role)).Id;

    /// <summary>Another member of a role, beside the one every organization has.</summary>
    public static async Task<(long UserId, long MemberId)> AnotherAsync(this TestOrganization organization, Role role, string name)
    {
        var user = await organization.JoinAsync(role, name);
        return (user, (await organization.MemberAsync(user)).Id);
    }

    public static Caller Caller(this TestOrganization organization, long userId) => Core.Platform.Operations.Caller.Demo(userId, organization.Slug);

    public static Task<Result<TResult>> RunAsync<TSelf, TResult>(this TestOrganization organization, long userId, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult> => organization.Lab.RunAsync(organization.Caller(userId), operation);

    /// <summary>The edit that changes nothing, to be altered with <c>with</c>.</summary>
    public static async Task<EditMember> EditOfAsync(this TestOrganization organization, long memberId)
    {
        var row = await organization.ReadAsync(context => context.Set<Membership>().AsNoTracking().SingleAsync(member => member.Id == memberId));
        return new EditMember(row.Id, row.DisplayName, row.JobTitle, row.Sites, row.CanRunPipelines, row.StartsAt, row.EndsAt, row.Version);
    }

    public static Task ChangeAsync(this TestOrganization organization, long memberId, Action<Membership> change) =>
        organization.WriteAsync(context => change(context.Set<Membership>().Single(member => member.Id == memberId)));

    /// <summary>A sign-in of the member's person, open now.</summary>
    public static async Task<string> SignedInAsync(this TestOrganization organization, long memberId, string userAgent = "Mozilla/5.0 (Windows) Firefox/140")
    {
        var id = Guid.NewGuid().ToString("n");
        var now = organization.Lab.Clock.GetUtcNow();
        await organization.WriteAsync(context => context.Add(new UserSession { Id = id, UserId = context.Set<Membership>().Single(row => row.Id == memberId).UserId, Authentication = "password", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now, Ip = "203.0.113.9", UserAgent = userAgent }));
        return id;
    }

    public static Task<string> EmailAsync(this TestOrganization organization, long userId) =>
        organization.ReadAsync(context => context.Set<User>().Where(user => user.Id == userId).Select(user => user.Email!).SingleAsync());

    public static async Task<AuditEvent> LastEventAsync(this TestOrganization organization) => (await organization.EventsAsync())[^1];

    public static Denial ShouldBeRefused<T>(this Result<T> result) => Assert.IsType<Problem.Refused>(result.Problem).Denial;

    public static void ShouldBeNotFound<T>(this Result<T> result) => Assert.Equal(DenialCode.NotFound, result.ShouldBeRefused().Code);

    public static string ShouldBeNotAllowed<T>(this Result<T> result) => Assert.IsType<Problem.NotAllowed>(result.Problem).Why;

    public static void ShouldBeStale<T>(this Result<T> result) => Assert.IsType<Problem.Conflict>(result.Problem);

    /// <summary>The messages at the field, which must be the only one that is wrong.</summary>
    public static string ShouldBeWrongAt<T>(this Result<T> result, string field)
    {
        var (name, messages) = Assert.Single(Assert.IsType<Problem.Invalid>(result.Problem).Fields);
        Assert.Equal(field, name);
        return string.Join(" ", messages);
    }
}
