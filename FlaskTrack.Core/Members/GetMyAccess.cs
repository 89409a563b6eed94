using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>What the caller is in the present organization: what the shell, the menu and every button read.</summary>
public sealed record GetMyAccess : IQuery<GetMyAccess, MyAccess>
{
    public static Permission Requires => Permissions.Member;
}

/// <summary>One person in one organization, as of one access epoch.</summary>
public sealed record MyAccess(Principal Principal, string DisplayName, OrganizationFacts Organization, long Epoch)
{
    /// <summary>From when on this sign-in, which has no second factor, is stopped by the organization's policy; null where it is not.</summary>
    public DateTimeOffset? SecondFactorDue { get; init; }
}

internal sealed class GetMyAccessHandler : IHandler<GetMyAccess, MyAccess>
{
    public Task<Result<MyAccess>> HandleAsync(GetMyAccess operation, OperationContext context, CancellationToken ct) =>
        Task.FromResult<Result<MyAccess>>(new MyAccess(context.Principal, context.Member.DisplayName, context.Organization, context.Access.Epoch) { SecondFactorDue = Due(context) });

    private static DateTimeOffset? Due(OperationContext context) =>
        context.Organization.TwoFactorFrom > context.Now && context.Session is { HasSecondFactor: false } && Denials.AsksSecondFactor(context.Organization.TwoFactorPolicy, context.Principal.Role) ? context.Organization.TwoFactorFrom : null;
}
