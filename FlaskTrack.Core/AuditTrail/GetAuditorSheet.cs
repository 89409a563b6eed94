using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>The organization in numbers for whoever inspects it, each counted by its own query as of one event of the chain. Records are counted as far as the
/// reader may read them.</summary>
public sealed record GetAuditorSheet : IQuery<GetAuditorSheet, AuditorSheet>
{
    public static Permission Requires => Permissions.Audit.View;
}

/// <summary>The numbers as of <see cref="Sequence"/>.</summary>
public sealed record AuditorSheet
{
    public required DateTimeOffset At { get; init; }

    public required long Sequence { get; init; }

    public required string HeadHash { get; init; }

    public required string Organization { get; init; }

    public required bool IsDemo { get; init; }

    /// <summary>Active members by role, highest role first.</summary>
    public required IReadOnlyList<(Role Role, int Members)> Members { get; init; }

    public required int Sites { get; init; }

    public required int Samples { get; init; }

    public required int ArchivedSamples { get; init; }

    public required int RestrictedSamples { get; init; }

    public required int SensitiveSamples { get; init; }

    public required int Packets { get; init; }

    public required int Refusals { get; init; }

    public required int Checkpoints { get; init; }

    public CheckpointRow? LastCheckpoint { get; init; }

    public VerificationRow? LastVerification { get; init; }

    public required AuditReviewStanding Reviews { get; init; }

    public required TwoFactorPolicy TwoFactorPolicy { get; init; }

    public required int IdleMinutes { get; init; }

    public required int SessionHours { get; init; }
}

internal sealed class GetAuditorSheetHandler : IHandler<GetAuditorSheet, AuditorSheet>
{
    public async Task<Result<AuditorSheet>> HandleAsync(GetAuditorSheet operation, OperationContext context, CancellationToken ct)
    {
        await using var snapshot = await context.SnapshotAsync(ct);
        var head = await context.HeadAsync(ct) ?? throw new InvalidOperationException("The organization has no chain.");
        var members = (await context.Rows<Membership>().AsNoTracking().ToListAsync(ct)).Where(member => member.IsActiveAt(context.Now)).CountBy(member => member.Role).ToDictionary();
        var checkpoint = await context.Checkpoints.OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        var last = await context.Audit.LastVerificationAsync(ct);
        var samples = context.Readable<Sample>();
        var facts = context.Organization;
        return new AuditorSheet
        {
            At = context.Now,
            Sequence = head.Sequence,
            HeadHash = head.Hash,
            Organization = facts.Name,
            IsDemo = facts.IsDemo,
            Members = [.. RoleRules.Offered.Select(role => (role, members.GetValueOrDefault(role)))],
            Sites = await context.Rows<Site>().CountAsync(site => !site.Archived, ct),
            Samples = await samples.CountAsync(ct),
            ArchivedSamples = await samples.CountAsync(row => row.Status == RecordStatus.Archived, ct),
            RestrictedSamples = await samples.CountAsync(row => row.Visibility == Visibility.Restricted, ct),
            SensitiveSamples = await samples.CountAsync(row => row.Sensitive, ct),
            Packets = await context.Readable<EvidencePacket>().CountAsync(row => row.PacketState == PacketState.Ready, ct),
            Refusals = await context.Events.CountAsync(row => row.Before == null && row.After != null && row.After.StartsWith(EventVisibility.DeniedPrefix), ct),
            Checkpoints = await context.Checkpoints.CountAsync(ct),
            LastCheckpoint = checkpoint is null ? null : AuditRows.Row(checkpoint),
            LastVerification = last is null ? null : new VerificationRow(last.Time, last.IsIntact, last.Events, last.FirstBroken, last.Detail, last.By),
            Reviews = await AuditReviewRules.StandingAsync(context.Rows<AuditReview>().AsNoTracking(), context.Events, head.Sequence, context.Now, ct),
            TwoFactorPolicy = facts.TwoFactorPolicy,
            IdleMinutes = facts.IdleMinutes,
            SessionHours = facts.SessionHours,
        };
    }
}
