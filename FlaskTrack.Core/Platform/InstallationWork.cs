using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;

namespace FlaskTrack.Core.Platform;

/// <summary>The work of an installation that nobody asks for by hand. The host calls each method at its time; none throws for an organization's content.</summary>
public sealed class InstallationWork
{
    private readonly EvidenceBuilder builder;
    private readonly CheckpointService checkpoints;
    private readonly ChainWatch watch;

    internal InstallationWork(EvidenceBuilder builder, CheckpointService checkpoints, ChainWatch watch)
    {
        this.builder = builder;
        this.checkpoints = checkpoints;
        this.watch = watch;
    }

    /// <summary>Raised for each break that a nightly verification finds.</summary>
    public event Action<ChainBreak>? ChainBroken
    {
        add => watch.Broken += value;
        remove => watch.Broken -= value;
    }

    /// <summary>Builds evidence packets until stopped; run once for the life of the host.</summary>
    public Task BuildEvidenceAsync(CancellationToken stop) => builder.RunAsync(stop);

    /// <summary>Signs a checkpoint where something happened since the last one; call every 15 minutes.</summary>
    /// <returns>How many were signed.</returns>
    public Task<int> SignCheckpointsAsync(CancellationToken ct) => checkpoints.SignDueAsync(ct);

    /// <summary>Verifies the chains of all organizations; call once a night.</summary>
    public Task<IReadOnlyList<ChainBreak>> VerifyChainsAsync(CancellationToken ct) => watch.VerifyAllAsync(ct);
}
