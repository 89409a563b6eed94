using System.Security.Cryptography;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Turns an empty installation into one with a first owner, by a one-time code that only the operator sees (ASVS 6.3.2: no default accounts).</summary>
public sealed class SetupService
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly SignInThrottles throttles;
    private readonly RunnerParts parts;
    private readonly IServiceProvider services;

    internal SetupService(AccountDesk desk, UserManager<User> users, SignInThrottles throttles, RunnerParts parts, IServiceProvider services)
    {
        this.desk = desk;
        this.users = users;
        this.throttles = throttles;
        this.parts = parts;
        this.services = services;
    }

    /// <summary>No account exists yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct) => !await desk.Database.Users.AnyAsync(ct);

    /// <summary>A new set-up code, good for 24 hours; the one before stops counting. Null where an account exists.</summary>
    public async Task<string?> NewCodeAsync(CancellationToken ct)
    {
        if (!await IsNeededAsync(ct)) return null;
        var code = RandomNumberGenerator.GetString(Letters, 16);
        await desk.WriteAsync(Visitor.Installation, "account.setup", async () =>
        {
            await AccountTickets.IssueAsync(desk, TicketPurpose.Setup, null, CodeLife, null, ct, code);
            return true;
        }, ct);
        return string.Join('-', code.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>Makes the first account and its organization, and signs the person in.</summary>
    public async Task<Result<SetUp>> CompleteAsync(string? code, NewAccount account, CreateOrganization organization, Visitor visitor, CancellationToken ct)
    {
        if (!await IsNeededAsync(ct)) return new Problem.NotAllowed("This installation is set up. Sign in instead.");
        if ((await throttles.TakeAsync(ThrottleSubject.Setup, ct)).Wait is { } wait) return FieldErrors.Of("code", SignInOutcome.Wait(wait).Sentence);
        var secret = new string([.. (code ?? "").Where(char.IsLetterOrDigit)]).ToUpperInvariant();
        if (await AccountTickets.FindAsync(desk, TicketPurpose.Setup, secret, ct) is not { } ticket) return FieldErrors.Of("code", "This is not the set-up code. The server prints it when it starts.");
        await throttles.ClearAsync(ThrottleSubject.Setup, ct);

        var errors = new FieldErrors();
        account.Validate(errors);
        organization.Validate(errors);
        if (errors.Any) return errors.ToProblem();

        var hash = users.PasswordHasher.HashPassword(DecoyPassword.Nobody, account.Password!);
        StartedSession? session = null;
        await desk.WriteAsync(visitor, "account.setup", async () =>
        {
            if (await account.CreateAsync(users, hash, desk.Now, errors) is not { } user) return false;
            ticket.UsedAt = desk.Now;
            session = Sessions.Start(desk, user, "password", visitor, SessionKind.Browser);
            return true;
        }, ct);
        if (session is null) return errors.ToProblem();

        var founded = await RunAsync(organization, session, visitor, ct);
        return founded.IsOk ? new SetUp(session, founded.Value.Slug) : founded.Problem;
    }

    private async Task<Result<OrganizationOfMine>> RunAsync(CreateOrganization organization, StartedSession session, Visitor visitor, CancellationToken ct)
    {
        var caller = new Caller { UserId = session.UserId, SessionId = session.Id, Channel = visitor.Channel, Ip = visitor.Ip, UserAgent = visitor.UserAgent, RequestId = visitor.RequestId };
        return await new OperationRunner(new FixedCaller(caller), parts, services).RunAsync(organization, ct);
    }
}

/// <param name="Organization">Slug of the new organization.</param>
public sealed record SetUp(StartedSession Session, string Organization);
