using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Signed checkpoints, newest first.</summary>
/// <param name="BeforeId">Checkpoints of a lower number only; the cursor.</param>
public sealed record FindCheckpoints(long? BeforeId = null, int Take = 50) : IQuery<FindCheckpoints, CheckpointPage>, IValidated
{
    public static Permission Requires => Permissions.Audit.View;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

public sealed record CheckpointPage(IReadOnlyList<CheckpointRow> Rows, long? Next);

/// <summary>A signed statement of the chain's state.</summary>
public sealed record CheckpointRow(long Id, string Organization, long Sequence, string HeadHash, string MerkleRoot, DateTimeOffset Time, string Signature, string KeyId);

internal sealed class FindCheckpointsHandler : IHandler<FindCheckpoints, CheckpointPage>
{
    public async Task<Result<CheckpointPage>> HandleAsync(FindCheckpoints operation, OperationContext context, CancellationToken ct)
    {
        var before = operation.BeforeId ?? long.MaxValue;
        var rows = await context.Checkpoints.Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(operation.Take + 1).ToListAsync(ct);
        var more = rows.Count > operation.Take;
        if (more) rows.RemoveAt(rows.Count - 1);
        return new CheckpointPage([.. rows.Select(AuditRows.Row)], more ? rows[^1].Id : null);
    }
}
