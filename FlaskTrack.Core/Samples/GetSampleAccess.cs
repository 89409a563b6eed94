using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Who reaches a sample and by what: its owner, the organization's owners and admins, and its visibility; and every member with the level they have.</summary>
public sealed record GetSampleAccess(RecordRef<Sample> Record) : IQuery<GetSampleAccess, SampleReach>, IOnRecord<Sample>
{
    public static Permission Requires => Permissions.Records.View;
}

/// <param name="People">Every active member, most access first; empty for a caller without the member list.</param>
public sealed record SampleReach(string OwnerName, string OwnerRole, int Administrators, Visibility Visibility, IReadOnlyList<PersonReach> People);

/// <param name="Level">What the member may do with the sample; none where it is not theirs to see.</param>
/// <param name="Because">The fact that decides, in words.</param>
public sealed record PersonReach(long MemberId, string Name, string Role, Level Level, string Because);

internal sealed class GetSampleAccessHandler : IHandler<GetSampleAccess, SampleReach>
{
    public Task<Result<SampleReach>> HandleAsync(GetSampleAccess operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        var members = context.Access.ByUser.Values.Where(member => member.IsActiveAt(context.Now)).ToList();
        var owner = context.Access.ByUser.Values.FirstOrDefault(member => member.MemberId == sample.OwnerId);
        var people = context.Principal.Holds(Permissions.Members.View) ? members.Select(member => Reach(context, sample, member)).OrderByDescending(person => person.Level).ThenBy(person => person.Name, StringComparer.CurrentCulture).ToList() : [];
        return Task.FromResult<Result<SampleReach>>(new SampleReach(owner?.DisplayName ?? "Unknown member", owner?.Role.Name ?? "", members.Count(member => member.Role.IsAdministrative), sample.Visibility, people));
    }

    private static PersonReach Reach(OperationContext context, Sample sample, MemberFacts member)
    {
        var principal = context.Access.Principal(member.UserId, null, context.Now)!;
        var explained = AccessExplanation.Of(principal, Permissions.Records.View, sample.Facts(), new ActGuards(HasReason: true, HasSignature: true, context.Now));
        var level = explained.Allowed ? explained.Level : Level.None;
        return new PersonReach(member.MemberId, member.DisplayName, member.Role.Name, level, Because(explained));
    }

    private static string Because(AccessExplanation explained) =>
        explained.Facts.FirstOrDefault(fact => fact.Decides)?.Source ?? explained.Denial?.Sentence ?? "By role";
}
