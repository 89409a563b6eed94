using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>What only the installation's operator does with an organization, from the command line. It is audited in the organization's own log.</summary>
public sealed class OrganizationKeeping
{
    /// <summary>Days after closing in which an organization can be opened again.</summary>
    public const int ReopenDays = 90;

    private readonly RunnerParts parts;

    internal OrganizationKeeping(RunnerParts parts) => this.parts = parts;

    /// <summary>Opens a closed organization again: its members have the access they had.</summary>
    public Task<ReopenOutcome> ReopenAsync(string slug, string reason, CancellationToken ct = default) => ChangeAsync(slug, reason, "organization.reopen", organization =>
    {
        if (organization.Status != OrganizationStatus.Closed) return ReopenOutcome.NotClosed;
        if (organization.ClosedAt is { } closed && parts.Clock.GetUtcNow() > closed.AddDays(ReopenDays)) return ReopenOutcome.TooLate;
        (organization.Status, organization.ClosedAt) = (OrganizationStatus.Active, null);
        return ReopenOutcome.Reopened;
    }, ReopenOutcome.NotFound, ReopenOutcome.Reopened, ct);

    /// <summary>Has an organization's members read and take out only, until <see cref="ResumeAsync"/>.</summary>
    public Task<SuspendOutcome> SuspendAsync(string slug, string reason, CancellationToken ct = default) => MoveAsync(slug, reason, "organization.suspend", OrganizationStatus.Active, OrganizationStatus.Suspended, ct);

    public Task<SuspendOutcome> ResumeAsync(string slug, string reason, CancellationToken ct = default) => MoveAsync(slug, reason, "organization.resume", OrganizationStatus.Suspended, OrganizationStatus.Active, ct);

    private Task<SuspendOutcome> MoveAsync(string slug, string reason, string action, OrganizationStatus from, OrganizationStatus to, CancellationToken ct) => ChangeAsync(slug, reason, action, organization =>
    {
        if (organization.Status != from) return SuspendOutcome.OtherStatus;
        organization.Status = to;
        return SuspendOutcome.Done;
    }, SuspendOutcome.NotFound, SuspendOutcome.Done, ct);

    /// <summary>Makes a change with its event in the organization's log, and has open pages read their rights again.</summary>
    private async Task<T> ChangeAsync<T>(string slug, string reason, string action, Func<Organization, T> change, T notFound, T done, CancellationToken ct)
        where T : struct, Enum
    {
        using var entered = await parts.Gate.EnterAsync(ct);
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        if (await OrganizationDirectory.NamedAsync(context, slug, parts.Clock.GetUtcNow(), ct) is not var (id, present)) return notFound;
        context.Enter(id, present);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await AuditChain.TakeAsync(context, id, ct);
        var organization = await context.Set<Organization>().SingleAsync(ct);
        var outcome = change(organization);
        if (!outcome.Equals(done)) return outcome;
        context.Scope.Audit = new AuditScope { ActorKind = "system", ActorName = "Command line", Channel = "job", Action = action, Reason = StoredText.Clean(reason) };
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        parts.Broadcast.Raise(id, accessChanged: true, []);
        return outcome;
    }
}

public enum ReopenOutcome
{
    Reopened,
    NotFound,
    NotClosed,
    TooLate,
}

public enum SuspendOutcome
{
    Done,
    NotFound,
    OtherStatus,
}
