using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Samples.Import;

namespace FlaskTrack.Core.Platform;

/// <summary>The work of an installation that nobody asks for by hand. The host calls each method at its time; none throws for an organization's content.</summary>
public sealed class InstallationWork
{
    private readonly EvidenceBuilder builder;
    private readonly SampleImporter importer;
    private readonly CheckpointService checkpoints;
    private readonly ChainWatch watch;
    private readonly ReviewWatch reviews;
    private readonly DigestWork digests;

    internal InstallationWork(EvidenceBuilder builder, SampleImporter importer, CheckpointService checkpoints, ChainWatch watch, ReviewWatch reviews, DigestWork digests)
    {
        this.reviews = reviews;
        this.digests = digests;
        this.builder = builder;
        this.importer = importer;
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

    /// <summary>Writes large imports until stopped; run once for the life of the host.</summary>
    public Task WriteImportsAsync(CancellationToken stop) => importer.RunAsync(stop);

    /// <summary>Signs a checkpoint where something happened since the last one; call every 15 minutes.</summary>
    /// <returns>How many were signed.</returns>
    public Task<int> SignCheckpointsAsync(CancellationToken ct) => checkpoints.SignDueAsync(ct);

    /// <summary>Sends the digests that are due; call every 15 minutes.</summary>
    /// <returns>How many letters were made.</returns>
    public Task<int> SendDigestsAsync(CancellationToken ct) => digests.SendDueAsync(ct);

    /// <summary>Reminds of reviews of the audit log that are overdue; call once a night.</summary>
    /// <returns>In how many organizations one is.</returns>
    public Task<int> RemindOfReviewsAsync(CancellationToken ct) => reviews.RemindAsync(ct);

    /// <summary>Verifies the chains of all organizations; call once a night.</summary>
    public Task<IReadOnlyList<ChainBreak>> VerifyChainsAsync(CancellationToken ct) => watch.VerifyAllAsync(ct);
}
