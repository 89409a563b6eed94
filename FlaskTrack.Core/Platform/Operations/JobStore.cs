using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Where a job record is and for whom it is worked on.</summary>
internal sealed record JobPlace(long OrganizationId, string Organization, long RecordId, long UserId);

/// <summary>A job and the member it is for, as the database finds it.</summary>
internal sealed class JobOwner
{
    public required long OrganizationId { get; init; }

    public required long RecordId { get; init; }

    public required long MemberId { get; init; }
}

/// <summary>Keeps the state of the platform's own jobs, audited in the platform's name: a job must be able to say that it failed also after its
/// requester lost every right. It reaches records that are jobs and no others.</summary>
internal sealed class JobStore(RunnerParts parts)
{
    /// <summary>The unfinished jobs of a type in all organizations, oldest first; read at start, to go on where the last process stopped.</summary>
    /// <param name="requester">The same as <see cref="IJobRecord.RequesterId"/>, in a form the database reads.</param>
    public async Task<IReadOnlyList<JobPlace>> FindAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> unfinished, System.Linq.Expressions.Expression<Func<T, JobOwner>> requester, CancellationToken ct)
        where T : TenantRow, IJobRecord
    {
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        return await JobDirectory.UnfinishedAsync(context, unfinished, requester, ct);
    }

    /// <summary>Changes one job record and audits it.</summary>
    /// <param name="by">The job's name, such as "Evidence builder".</param>
    /// <param name="change">Returns false to leave the record as it is, such as one that was cancelled meanwhile.</param>
    /// <param name="tell">What its requester is told of the change; null tells nothing.</param>
    /// <returns>Whether the record was there and changed.</returns>
    public async Task<bool> ChangeAsync<T>(JobPlace place, string by, Permission action, Func<T, bool> change, CancellationToken ct, Func<T, NoticeDraft>? tell = null)
        where T : TenantRow, IJobRecord
    {
        using var gate = await parts.Gate.EnterAsync(ct);
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        context.Enter(place.OrganizationId, place.Organization);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await AuditChain.TakeAsync(context, place.OrganizationId, ct);
        var record = await context.Set<T>().FirstOrDefaultAsync(row => row.Id == place.RecordId, ct);
        if (record is null || !change(record)) return false;
        var requester = await context.Set<Membership>().AsNoTracking().FirstOrDefaultAsync(member => member.Id == record.RequesterId, ct);
        context.Scope.Audit = new AuditScope
        {
            ActorKind = "system",
            ActorName = by,
            OnBehalfOf = requester is null ? null : $"{requester.DisplayName} ({SnakeCase.Of(requester.Role.ToString())})",
            Channel = "job",
            Action = action.Name,
            MemberId = record.RequesterId,
        };
        await context.SaveChangesAsync(ct);
        if (tell is not null) await NoticeWriter.WriteAsync(context, [tell(record) with { Members = [record.RequesterId] }], parts.Address, ct);
        await transaction.CommitAsync(ct);
        parts.Notices.Raise(context.Scope.Noticed);
        return true;
    }
}
