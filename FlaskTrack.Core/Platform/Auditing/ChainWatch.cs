using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>A break that a watch found.</summary>
public sealed record ChainBreak(long OrganizationId, string Organization, long FirstBroken, string Detail);

/// <summary>Verifies every organization's chain on its own account, once a night. The outcome is kept and audited; a break raises
/// <see cref="Broken"/>, and pages show it until a later walk finds the chain intact.</summary>
internal sealed class ChainWatch(DatabaseFactory factory, SigningKeys keys, CheckpointService checkpoints, VerificationLog kept, TimeProvider clock)
{
    public const string Nightly = "Nightly verification";

    /// <summary>Raised once for each break found.</summary>
    public event Action<ChainBreak>? Broken;

    /// <returns>The breaks found; none is the usual night.</returns>
    public async Task<IReadOnlyList<ChainBreak>> VerifyAllAsync(CancellationToken ct)
    {
        List<(long Id, string Slug)> organizations;
        await using (var context = factory.Create(new DatabaseScope(clock)))
            organizations = await OrganizationDirectory.AllAsync(context, ct);
        var breaks = new List<ChainBreak>();
        foreach (var (id, slug) in organizations)
        {
            if (await VerifyAsync(id, slug, Nightly, null, ct) is { First: { } first }) breaks.Add(new ChainBreak(id, slug, first.Sequence, first.Detail));
        }

        foreach (var found in breaks) Broken?.Invoke(found);
        return breaks;
    }

    /// <summary>Verifies one organization in the platform's own name.</summary>
    /// <param name="by">Who runs it, such as "Nightly verification".</param>
    public async Task<ChainReport> VerifyAsync(long organizationId, string slug, string by, Action<long, long>? progress, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        var (report, count) = await ChainWalk.VerifyAsync(context, keys, progress, ct);
        await kept.KeepAsync(organizationId, slug, null, report, count, Scope(by), ct);
        await SignAsync(organizationId, slug, report, ct);
        return report;
    }

    /// <summary>An intact chain gets a checkpoint.</summary>
    public async Task SignAsync(long organizationId, string slug, ChainReport report, CancellationToken ct)
    {
        if (!report.Ok) return;
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        if (await AuditChain.PeekAsync(context, organizationId, ct) is { } head) await checkpoints.OfAsync(slug, head, ct);
    }

    public static AuditScope Scope(string by, string? onBehalfOf = null) => new() { ActorKind = "system", ActorName = by, OnBehalfOf = onBehalfOf, Channel = "job", Action = Permissions.Audit.Verify.Name };
}
