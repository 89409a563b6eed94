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

    /// <summary>The last verification of the audit chain found this; null where it found nothing, and for those who cannot verify.</summary>
    public ChainAlarm? BrokenChain { get; init; }
}

/// <summary>The first broken event, when that was found, and by whom.</summary>
public sealed record ChainAlarm(long FirstBroken, DateTimeOffset Found, string By);

internal sealed class GetMyAccessHandler : IHandler<GetMyAccess, MyAccess>
{
    public async Task<Result<MyAccess>> HandleAsync(GetMyAccess operation, OperationContext context, CancellationToken ct)
    {
        var user = await context.Shared<User>().AsNoTracking().SingleAsync(user => user.Id == context.UserId, ct);
        return new MyAccess(context.Principal, context.Member.DisplayName, user.Email ?? "", context.Organization, context.Access.Epoch) { SecondFactorDue = Due(context), BrokenChain = await AlarmAsync(context, ct), Preferences = Preferences.Of(user) };
    }

    private static async Task<ChainAlarm?> AlarmAsync(OperationContext context, CancellationToken ct) =>
        context.Principal.Holds(Permissions.Audit.Verify) && await context.Audit.LastVerificationAsync(ct) is { IsIntact: false, FirstBroken: { } first } last
            ? new ChainAlarm(first, last.Time, last.By) : null;

    private static DateTimeOffset? Due(OperationContext context) =>
        context.Organization.TwoFactorFrom > context.Now && context.Session is { HasSecondFactor: false } && Denials.AsksSecondFactor(context.Organization.TwoFactorPolicy, context.Principal.Role) ? context.Organization.TwoFactorFrom : null;
}
