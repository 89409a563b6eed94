using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Verifications of the chain, newest first: how far the one at work is, and what each of the others found.</summary>
public sealed record FindVerifications(int Take = 20) : IQuery<FindVerifications, IReadOnlyList<VerificationView>>, IValidated, ILooksOnly
{
    public static Permission Requires => Permissions.Audit.Verify;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

/// <summary>A verification as its page shows it.</summary>
public sealed record VerificationView
{
    public required long Id { get; init; }

    public required VerificationState State { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null while it waits or is at work.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public long Events { get; init; }

    public int Checkpoints { get; init; }

    public long? FirstBroken { get; init; }

    /// <summary>What the first break is, or why there was no answer.</summary>
    public string? Detail { get; init; }

    public IReadOnlyList<ChainFinding> Findings { get; init; } = [];

    public long FindingsOmitted { get; init; }

    public long LastSequence { get; init; }

    public string? LastHash { get; init; }

    public string? MerkleRoot { get; init; }

    /// <summary>Null where it is not at work in this process.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>It is at work, and the caller may stop it.</summary>
    public bool CanCancel { get; init; }

    public bool IsIntact => State == VerificationState.Intact;
}

internal sealed class FindVerificationsHandler(JobQueue<ChainVerification> queue) : IHandler<FindVerifications, IReadOnlyList<VerificationView>>
{
    public async Task<Result<IReadOnlyList<VerificationView>>> HandleAsync(FindVerifications operation, OperationContext context, CancellationToken ct) =>
        (await context.Audit.Verifications.OrderByDescending(row => row.Id).Take(operation.Take).ToListAsync(ct)).ConvertAll(row => VerificationViews.Of(context, row, queue));
}

internal static class VerificationViews
{
    public static bool MayCancel(OperationContext context, ChainVerification row) => row.CreatedById == context.Principal.MemberId || context.Principal.Role.IsAdministrative;

    public static VerificationView Of(OperationContext context, ChainVerification row, JobQueue<ChainVerification> queue) => new()
    {
        Id = row.Id,
        State = row.State,
        By = row.By,
        AskedAt = row.AskedAt,
        EndedAt = row.State == VerificationState.Waiting ? null : row.Time,
        Events = row.Events,
        Checkpoints = row.Checkpoints,
        FirstBroken = row.FirstBroken,
        Detail = row.Detail,
        Findings = VerificationLog.FindingsOf(row),
        FindingsOmitted = row.FindingsOmitted,
        LastSequence = row.LastSequence,
        LastHash = row.LastHash,
        MerkleRoot = row.MerkleRoot,
        Progress = queue.ProgressOf(context.Organization.Id, row.Id),
        CanCancel = row.State == VerificationState.Waiting && MayCancel(context, row),
    };
}
