using System.Diagnostics;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>One run of one operation: who, where, may they, is it well formed, on which records, then the act, its audit and the commit.</summary>
internal sealed class OperationRun<TSelf, TResult>(TSelf operation, Caller caller, RunnerParts parts, IServiceProvider services) : IAsyncDisposable
    where TSelf : IOperation<TSelf, TResult>
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(250);
    private static readonly OperationInfo Info = OperationCatalogue.Of<TSelf>();
    private static readonly ObjectFactory Handler = ActivatorUtilities.CreateFactory(Info.HandlerType, []);

    /// <summary>How long the last run of the kind held the gate; a long one is not run in a transaction that others wait for.</summary>
    private static long held;

    private readonly DateTimeOffset now = parts.Clock.GetUtcNow();
    private readonly FlaskTrackDbContext database = parts.Factory.Create(new DatabaseScope(parts.Clock));
    private FlaskTrackDbContext? log;
    private IWriteTurn? turn;
    private long turnBegan;
    private SessionFacts? session;
    private TokenFacts? token;
    private AccessSnapshot? access;
    private Principal? principal;
    private string? stranger;

    /// <summary>As it is kept; one that would be refused is not kept in the event of a denial either.</summary>
    private string? Reason
    {
        get
        {
            var errors = new FieldErrors();
            var reason = (operation as IReasoned)?.Reason;
            errors.Optional("reason", "Reason", reason, 1000);
            return errors.Any ? null : StoredText.Clean(reason);
        }
    }

    public async Task<Result<TResult>> GoAsync(CancellationToken ct)
    {
        if (Info.IsCommand) await BeginAsync(database, ct);
        if (await IdentifyAsync(ct) is { } unknown) return await RefuseAsync(unknown, null, ct);
        var records = new RecordGate(database, principal, now, Reason is not null);
        if (DecideRole() is { } role)
        {
            var missing = await records.NamesNothingAsync(operation!, role, ct);
            return await RefuseAsync(missing ? Denials.NotFound : role, records.Refused, ct);
        }

        if (Validate() is { } invalid) return invalid;
        if (await RepeatedAsync(ct) is { } repeated) return repeated;

        var context = new OperationContext(database, caller, principal, access, now, services) { Session = session, Gate = records };
        if (await records.DecideAsync(operation!, Info, context, ct) is { } refused) return await RefuseAsync(refused, records.Refused, ct);
        if (records.Conflict(operation!) is { } conflict) return conflict;
        return await ActAsync(context, records, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (turn is not null) await turn.DisposeAsync();
        if (log is not null) await log.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task BeginAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        turn = await parts.Gate.JoinAsync(context, alone: Volatile.Read(ref held) > Long.Ticks, ct);
        turnBegan = Stopwatch.GetTimestamp();
    }

    private Task CommitAsync(CancellationToken ct)
    {
        Volatile.Write(ref held, Stopwatch.GetElapsedTime(turnBegan).Ticks);
        return turn!.CommitAsync(ct);
    }

    /// <summary>Where events are written: in a command's own transaction; for a query, which has none, in one begun here on a context of its own.</summary>
    private async Task<FlaskTrackDbContext> LogAsync(CancellationToken ct)
    {
        if (turn is not null) return log ?? database;
        log = parts.Factory.Create(new DatabaseScope(parts.Clock));
        log.Enter(database.OrganizationId, database.Scope.OrganizationSlug);
        await BeginAsync(log, ct);
        return log;
    }

    /// <summary>Who, and in which organization. The organization is the caller's own, never one named in a request body.</summary>
    private async Task<Denial?> IdentifyAsync(CancellationToken ct)
    {
        if (Info.Requires != Permissions.Anonymous && caller.UserId is null) return Denials.SignIn;
        if (caller is { UserId: { } owner, TokenId: { } tokenId, SkipsSession: false })
        {
            token = await SessionGate.FindTokenAsync(database, tokenId, owner, now, ct);
            if (token is null) return Denials.SignIn;
        }
        else if (caller is { UserId: { } userId, SkipsSession: false })
        {
            session = await parts.Sessions.FindAsync(database, caller.SessionId, userId, now, ct);
            if (session is null && Info.Requires != Permissions.Anonymous) return Denials.SignIn;
        }

        if (Info.EntersByInvitation) return await EnterByInvitationAsync(ct);
        if (Info.IsOutside) return Lapsed(30, 12);
        return await EnterAsync(caller.UserId!.Value, ct);
    }

    private async Task<Denial?> EnterAsync(long userId, CancellationToken ct)
    {
        access = await LookIntoAsync(userId, ct);
        if (access is not null && caller.Organization is { } named && !access.Organization.AnswersTo(named, now))
        {
            // What was kept of the slug is from before a rename; by now it may be another organization's.
            parts.Directory.Forget(named);
            access = await LookIntoAsync(userId, ct) is { } other && other.Organization.AnswersTo(named, now) ? other : null;
        }

        if (access is null) return Denials.NotFound;
        database.Enter(access.OrganizationId, access.Organization.Slug);
        principal = access.Principal(userId, token?.Scopes ?? caller.Scopes, now);
        if (principal is null) return Denials.NotFound;
        return Lapsed(access.Organization.IdleMinutes, access.Organization.SessionHours);
    }

    private async Task<AccessSnapshot?> LookIntoAsync(long userId, CancellationToken ct)
    {
        var id = caller.Organization is { } slug
            ? await parts.Directory.FindAsync(database, slug, now, ct)
            : session?.ForOrganization ?? (await OrganizationDirectory.OfUserAsync(database, userId, now, ct)).FirstOrDefault()?.Id;
        return id is { } found && await AuditChain.TakeAsync(database, found, ct) is { } head ? await parts.Snapshots.GetAsync(database, found, head.Epoch, ct) : null;
    }

    private async Task<Denial?> EnterByInvitationAsync(CancellationToken ct)
    {
        if (StoredText.Clean(((IEntersByInvitation)operation!).Token) is not { } token || await OrganizationDirectory.ByInvitationAsync(database, token, ct) is not { } found) return Denials.NotFound;
        await AuditChain.TakeAsync(database, found.Id, ct);
        database.Enter(found.Id, found.Slug);
        return Lapsed(30, 12);
    }

    private Denial? Lapsed(int idleMinutes, int sessionHours) =>
        session is not null && SessionGate.IsLapsed(session, TimeSpan.FromMinutes(idleMinutes), TimeSpan.FromHours(sessionHours), now) ? Denials.SignIn : null;

    /// <summary>Checks 2 to 4 of the access model: membership, role and scopes, flags; then what the organization asks of every sign-in.</summary>
    private Denial? DecideRole()
    {
        if (session is not null)
        {
            if (Info.NeedsRecentAuthentication && now - session.AuthenticatedAt > Recent) return Denials.RecentAuthentication;
            if (access is not null && session.MustEnrol) return Denials.EnrolAgain;
            if (access is not null && principal is not null && Denials.SecondFactor(access.Organization.TwoFactorPolicyAt(now), principal.Role, session.HasSecondFactor) is { } factor) return factor;
        }

        if (token is not null && DecideToken(token) is { } outside) return outside;

        // SECURITY: whoever comes through a door from elsewhere gets nothing; work that goes on in the member's name has no address of its own.
        if (access is not null && !caller.SkipsSession && !AddressRanges.Allow(access.Organization.AllowedAddresses, caller.Ip)) return Denials.OutsideAddresses(access.Organization.Name, caller.Ip);

        if (Info.Requires == Permissions.Anonymous || Info.Requires == Permissions.SignedIn) return null;
        if (access?.Organization.Status == Organizations.OrganizationStatus.Suspended && Info.IsCommand) return Denials.OrganizationSuspended;
        var withoutReason = Access.Decide(principal, Info.Requires, null, new ActGuards(HasReason: true, HasSignature: true, now));
        return withoutReason;
    }

    /// <summary>A script acts with less than its person: it proves no presence, signs nothing, and reaches only organizations that allow tokens.</summary>
    private Denial? DecideToken(TokenFacts facts)
    {
        if (Info.NeedsRecentAuthentication || Info.Requires.Guard == Guard.Sign || (Info.Requires == Permissions.SignedIn && Info.IsCommand)) return Denials.TokenNotEnough;
        if (access is null || principal is null) return null;
        if (!access.Organization.PersonalTokensAllowed) return Denials.NoTokens(access.Organization.Name);
        return Denials.SecondFactor(access.Organization.TwoFactorPolicyAt(now), principal.Role, facts.SecondFactor);
    }

    private Problem? Validate()
    {
        var errors = new FieldErrors();
        OperationInput.CheckPresence(operation!, errors);
        if (errors.Any) return errors.ToProblem();
        (operation as IValidated)?.Validate(errors);
        OperationInput.CheckValues(operation!, errors);
        return errors.Any ? errors.ToProblem() : null;
    }

    /// <summary>Asked for in the transaction and, inside an organization, under the lock of its chain: of two at once the second sees the first.</summary>
    private async Task<Problem?> RepeatedAsync(CancellationToken ct)
    {
        if (!Info.IsCommand || caller is not { Once: { IsClaimed: false } once, UserId: { } userId }) return null;
        return await RequestClaims.FindAsync(database, userId, once, ct) is null ? null : new Problem.NotAllowed(RequestOnce.WasDone);
    }

    /// <summary>False where the same request was faster.</summary>
    private async Task<bool> ClaimAsync(CancellationToken ct)
    {
        if (!Info.IsCommand || caller is not { Once: { IsClaimed: false } once, UserId: { } userId }) return true;
        return once.IsClaimed = await RequestClaims.ClaimAsync(database, userId, once, ct);
    }

    private async Task<Result<TResult>> ActAsync(OperationContext context, RecordGate records, CancellationToken ct)
    {
        if (Info.IsCommand) await NameStrangerAsync(ct);
        if (Info.IsCommand) database.Scope.Audit = Scope();
        var handler = (IHandler<TSelf, TResult>)Handler(services, null);
        Result<TResult> result;
        try
        {
            result = await handler.HandleAsync(operation, context, ct);
            if (!result.IsOk) return result.Problem is Problem.Refused { Denial: var denial } ? await RefuseAsync(denial, null, ct) : result;
            await database.SaveChangesAsync(ct);
            await NoticeWriter.WriteAsync(database, context.Notices, parts.Address, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Problem.Conflict(null);
        }

        var listed = await NoteAsync(context, records, ct);
        if (!await ClaimAsync(ct)) return new Problem.NotAllowed(RequestOnce.WasDone);
        if (turn is not null) await CommitAsync(ct);
        Saw(listed);
        context.Committed();
        return result;
    }

    /// <summary>The use of a key for the first time each day is written down, so that one that only reads leaves a trace as well.</summary>
    private bool IsFirstUse => token is not null && access is not null && parts.Sessions.IsFirstUse(token.Id, access.OrganizationId, now);

    /// <summary>The use of critical rights and what an administrator opens of restricted records is written down, also where nothing changed. Answers what was seen in lists.</summary>
    private async Task<IReadOnlyList<GovernedRecord>> NoteAsync(OperationContext context, RecordGate records, CancellationToken ct)
    {
        var events = new List<PendingEvent>();
        var listed = principal is null || context.Shown.Count == 0 ? [] : await parts.AdministrativeReads.NewAsync(database, principal, context.Shown, now, ct);
        foreach (var record in records.Administrative.UnionBy(listed, record => (record.GetType(), record.Id)))
            events.Add(Pending(Permissions.Records.View.Name, record, AuditValue.Json(new Dictionary<string, object?> { ["administrative_access"] = true })));
        if (IsFirstUse) events.Add(new PendingEvent("account.use-token", "personal_token", token!.Id, null, token.Name, null, null, null));
        if (context.Notes.Count > 0 || Info.RecordsUse)
            events.Add(Pending(null, context.DecidedOf(Info.RecordType ?? typeof(GovernedRecord)) is [var one] ? one : null, AuditValue.Json(context.Notes)));
        if (events.Count > 0 && access is not null) await AuditChain.AppendAsync(await LogAsync(ct), events, access.Organization.Slug, Scope(), accessChanged: false, ct);
        return listed;
    }

    /// <summary>A refusal changes nothing but the audit log, which keeps who was refused what.</summary>
    private async Task<Result<TResult>> RefuseAsync(Denial denial, GovernedRecord? record, CancellationToken ct)
    {
        if (access is null || principal is null || denial.Code == DenialCode.Unauthenticated || (denial.Code == DenialCode.NotFound && !Info.IsCommand))
            return new Problem.Refused(denial);

        database.ChangeTracker.Clear();
        if (turn is not null) await turn.UndoAsync(ct);
        var detail = new Dictionary<string, object?> { ["denied"] = denial.Name, ["required"] = denial.RequiredCapability ?? denial.RequiredLevel?.ToString().ToLowerInvariant(), ["operation"] = Info.Name };
        await AuditChain.AppendAsync(await LogAsync(ct), [Pending(null, record, AuditValue.Json(detail))], access.Organization.Slug, Scope(), accessChanged: false, ct);
        await CommitAsync(ct);
        return new Problem.Refused(denial);
    }

    private static PendingEvent Pending(string? action, GovernedRecord? record, string? after) =>
        new(action, record is null ? null : SnakeCase.Of(record.GetType().Name), record?.Id, record?.Code, record?.AuditLabel, record?.Version, null, after);

    /// <summary>Only what is committed counts as seen: what failed is written down at the next time.</summary>
    private void Saw(IReadOnlyList<GovernedRecord> listed)
    {
        if (listed.Count > 0 && principal is not null) parts.AdministrativeReads.Noted(database.OrganizationId, principal.MemberId, listed, now);
        if (session is not null && !caller.IsUnattended) parts.Sessions.Saw(session.Id, now);
        if (token is not null) parts.Sessions.SawToken(token.Id, now);
        if (token is not null && access is not null) parts.Sessions.NotedUse(token.Id, access.OrganizationId, now);
        if (principal is not null && access is not null && !caller.SkipsSession && !caller.IsUnattended) parts.Activity.Saw(access.OrganizationId, principal.MemberId, now);
        if (database.Scope.AccessChanged || database.Scope.UsersChanged.Count > 0)
            parts.Broadcast.Raise(database.OrganizationId, database.Scope.AccessChanged, database.Scope.UsersChanged);
        parts.Notices.Raise(database.Scope.Noticed);
    }

    /// <summary>Somebody who acts without a membership, such as the person who accepts an invitation, is named by the account.</summary>
    private async Task NameStrangerAsync(CancellationToken ct)
    {
        if (principal is null && caller.UserId is { } userId)
            stranger = await database.Users.Where(user => user.Id == userId).Select(user => user.FullName).FirstOrDefaultAsync(ct);
    }

    private AuditScope Scope() => new Actor(caller, principal, access, session, token, stranger).Scope(TSelf.AuditAction, Reason);
}
