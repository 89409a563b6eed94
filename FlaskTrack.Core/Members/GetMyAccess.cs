using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>What the caller is in the present organization: what the shell, the menu and every button read.</summary>
public sealed record GetMyAccess : IQuery<GetMyAccess, MyAccess>
{
    public static Permission Requires => Permissions.Member;
}

/// <summary>One person in one organization, as of one access epoch. The address is the account's own.</summary>
public sealed record MyAccess(Principal Principal, string DisplayName, string Email, OrganizationFacts Organization, long Epoch)
{
    /// <summary>How the person reads FlaskTrack.</summary>
    public Preferences Preferences { get; init; } = Preferences.None;

    /// <summary>From when on this sign-in, which has no second factor, is stopped by the organization's policy; null where it is not.</summary>
    public DateTimeOffset? SecondFactorDue { get; init; }
}

internal sealed class GetMyAccessHandler : IHandler<GetMyAccess, MyAccess>
{
    public async Task<Result<MyAccess>> HandleAsync(GetMyAccess operation, OperationContext context, CancellationToken ct)
    {
        var user = await context.Shared<User>().AsNoTracking().SingleAsync(user => user.Id == context.UserId, ct);
        return new MyAccess(context.Principal, context.Member.DisplayName, user.Email ?? "", context.Organization, context.Access.Epoch) { SecondFactorDue = Due(context), Preferences = Preferences.Of(user) };
    }

    private static DateTimeOffset? Due(OperationContext context) =>
        context.Organization.TwoFactorFrom > context.Now && context.Session is { HasSecondFactor: false } && Denials.AsksSecondFactor(context.Organization.TwoFactorPolicy, context.Principal.Role) ? context.Organization.TwoFactorFrom : null;
}
