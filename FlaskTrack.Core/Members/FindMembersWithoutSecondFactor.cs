using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Whom a two-factor policy would stop until they have set up a second factor; shown before the policy is changed.</summary>
public sealed record FindMembersWithoutSecondFactor(TwoFactorPolicy Policy) : IQuery<FindMembersWithoutSecondFactor, IReadOnlyList<MemberName>>, ILooksOnly
{
    public static Permission Requires => Permissions.Organization.Security;
}

/// <summary>A member by name.</summary>
public sealed record MemberName(long MemberId, string DisplayName);

internal sealed class FindMembersWithoutSecondFactorHandler : IHandler<FindMembersWithoutSecondFactor, IReadOnlyList<MemberName>>
{
    public async Task<Result<IReadOnlyList<MemberName>>> HandleAsync(FindMembersWithoutSecondFactor operation, OperationContext context, CancellationToken ct) =>
        await FindAsync(operation.Policy, context, ct);

    internal static async Task<List<MemberName>> FindAsync(TwoFactorPolicy policy, OperationContext context, CancellationToken ct)
    {
        var members = await context.Rows<Membership>().AsNoTracking()
            .Join(context.Shared<User>(), member => member.UserId, user => user.Id, (member, user) => new { Member = member, user.TwoFactorEnabled })
            .Where(row => !row.TwoFactorEnabled).ToListAsync(ct);
        return [.. members.Select(row => row.Member)
            .Where(member => member.IsActiveAt(context.Now) && Denials.SecondFactor(policy, RoleDefinition.BuiltIn(member.Role), hasSecondFactor: false) is not null)
            .OrderBy(member => member.DisplayName, StringComparer.InvariantCultureIgnoreCase)
            .Select(member => new MemberName(member.Id, member.DisplayName))];
    }
}
