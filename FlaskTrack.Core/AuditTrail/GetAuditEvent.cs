using System.Text;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>One event with its difference and its place in the chain. A withheld one gives its row and its neighbours only.</summary>
public sealed record GetAuditEvent(long Sequence) : IQuery<GetAuditEvent, AuditEventView>
{
    public static Permission Requires => Permissions.Audit.View;
}

/// <summary>An event as its page shows it.</summary>
public sealed record AuditEventView
{
    public required AuditRow Row { get; init; }

    public string? Authentication { get; init; }

    public string? RequestId { get; init; }

    public string? SessionId { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];

    public required string PreviousHash { get; init; }

    /// <summary>Hash of the following event's row; null for the newest.</summary>
    public string? NextHash { get; init; }

    /// <summary>The hash made again from the stored content equals the stored one and the neighbours' links hold.</summary>
    public required bool IsIntact { get; init; }

    /// <summary>The first checkpoint at or after the event; null where none covers it yet.</summary>
    public CheckpointRow? Checkpoint { get; init; }

    /// <summary>Canonical JSON as hashed, with the hash; null where something of it is withheld or masked.</summary>
    public string? CanonicalJson { get; init; }
}

internal sealed class GetAuditEventHandler : IHandler<GetAuditEvent, AuditEventView>
{
    public async Task<Result<AuditEventView>> HandleAsync(GetAuditEvent operation, OperationContext context, CancellationToken ct)
    {
        var (audit, sequence) = (context.Audit, operation.Sequence);
        var places = await audit.Places.Where(place => place.Sequence >= sequence - 1 && place.Sequence <= sequence + 1).ToDictionaryAsync(place => place.Sequence, ct);
        if (!places.TryGetValue(sequence, out var place)) return Problem.NotFound;
        var stored = await audit.Visible.FirstOrDefaultAsync(e => e.Sequence == sequence, ct);
        var checkpoint = await context.Checkpoints.Where(row => row.Sequence >= sequence).OrderBy(row => row.Sequence).FirstOrDefaultAsync(ct);
        var previous = sequence == 1 ? ChainHash.Genesis : places.GetValueOrDefault(sequence - 1)?.Hash;
        var view = new AuditEventView
        {
            Row = AuditRows.Row(place),
            PreviousHash = stored?.PreviousHash ?? previous ?? "",
            NextHash = places.GetValueOrDefault(sequence + 1)?.Hash,
            IsIntact = stored is null || (ChainHash.Compute(stored.ToChainEvent()) == stored.Hash && stored.PreviousHash == previous),
            Checkpoint = checkpoint is null ? null : AuditRows.Row(checkpoint),
        };
        return stored is null ? view : await ShowAsync(view, stored, context, ct);
    }

    private static async Task<AuditEventView> ShowAsync(AuditEventView view, AuditEvent stored, OperationContext context, CancellationToken ct)
    {
        var read = (await AuditRows.ReadAsync(context, [stored], ct))[0];
        return view with
        {
            Row = AuditRows.Row(read),
            Authentication = stored.Authentication,
            RequestId = stored.RequestId,
            SessionId = stored.SessionId,
            Ip = stored.Ip,
            UserAgent = stored.UserAgent,
            Changes = read.Changes,
            CanonicalJson = read.Facts.IsMasked ? null : Encoding.UTF8.GetString(stored.ToChainEvent().ToCanonicalUtf8(withHash: true)),
        };
    }
}
