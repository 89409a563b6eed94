using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>Turns an invitation down, by whoever holds its link; nobody needs an account to say no.</summary>
public sealed record DeclineInvitation(string Token) : ICommand<DeclineInvitation, Done>, IEntersByInvitation
{
    public static Permission Requires => Permissions.Anonymous;

    public static string AuditAction => "invitations.decline";

    /// <summary>SECURITY: the secret stays out of logs that print operations.</summary>
    public override string ToString() => nameof(DeclineInvitation);
}

internal sealed class DeclineInvitationHandler : IHandler<DeclineInvitation, Done>
{
    public async Task<Result<Done>> HandleAsync(DeclineInvitation operation, OperationContext context, CancellationToken ct)
    {
        if (await InvitationRules.FindOpenAsync(operation.Token, context, ct) is not var (invitation, _)) return Problem.NotFound;
        invitation.State = InvitationState.Declined;
        return default(Done);
    }
}
