namespace FlaskTrack.Core.Evidence;

/// <summary>Where finished packets are kept.</summary>
public sealed record EvidenceOptions
{
    /// <summary>A folder of its own, outside the web root; files in it have random names.</summary>
    public required string Folder { get; init; }
}
