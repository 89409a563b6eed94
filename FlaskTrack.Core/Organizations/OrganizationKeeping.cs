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
    public async Task<ReopenOutcome> ReopenAsync(string slug, string reason, CancellationToken ct = default)
    {
        using var entered = await parts.Gate.EnterAsync(ct);
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        if (await OrganizationDirectory.NamedAsync(context, slug, parts.Clock.GetUtcNow(), ct) is not var (id, present)) return ReopenOutcome.NotFound;
        context.Enter(id, present);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await AuditChain.TakeAsync(context, id, ct);
        var organization = await context.Set<Organization>().SingleAsync(ct);
        if (organization.Status != OrganizationStatus.Closed) return ReopenOutcome.NotClosed;
        if (organization.ClosedAt is { } closed && parts.Clock.GetUtcNow() > closed.AddDays(ReopenDays)) return ReopenOutcome.TooLate;
        organization.Status = OrganizationStatus.Active;
        organization.ClosedAt = null;
        context.Scope.Audit = new AuditScope { ActorKind = "system", ActorName = "Command line", Channel = "job", Action = "organization.reopen", Reason = StoredText.Clean(reason) };
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        parts.Broadcast.Raise(id, accessChanged: true, []);
        return ReopenOutcome.Reopened;
    }
}

public enum ReopenOutcome
{
    Reopened,
    NotFound,
    NotClosed,
    TooLate,
}
