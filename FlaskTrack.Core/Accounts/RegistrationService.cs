using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Accounts are made by invitation only: the secret of an open invitation makes one account, for the address it was sent to.</summary>
public sealed class RegistrationService
{
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;

    internal RegistrationService(AccountDesk desk, UserManager<User> users)
    {
        this.desk = desk;
        this.users = users;
    }

    /// <summary>Makes the account and a session. Accepting the invitation is the next step, under the new person's own rights.</summary>
    public async Task<Result<StartedSession>> RegisterAsync(string? token, NewAccount account, Visitor visitor, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } invitation) return new Problem.NotAllowed("This invitation is no longer valid.");
        account = account with { Email = invitation.Email };
        var errors = new FieldErrors();
        account.Validate(errors, await OrganizationDirectory.PasswordLengthAsync(desk.Database, invitation.OrganizationId, ct));
        if (errors.Any) return errors.ToProblem();

        var hash = users.PasswordHasher.HashPassword(DecoyPassword.Nobody, account.Password!);
        StartedSession? session = null;
        await desk.WriteAsync(visitor, "account.create", async () =>
        {
            if (await account.CreateAsync(users, hash, desk.Now, errors) is not { } user) return false;
            session = Sessions.Start(desk, user, "password", visitor, SessionKind.Browser);
            return true;
        }, ct);
        return session is null ? errors.ToProblem() : session;
    }

    private async Task<Invitation?> FindAsync(string? token, CancellationToken ct) =>
        string.IsNullOrEmpty(token) || token.Length > 200 ? null : await OrganizationDirectory.OpenInvitationAsync(desk.Database, token, desk.Now, ct);
}
