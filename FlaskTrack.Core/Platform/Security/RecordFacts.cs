namespace FlaskTrack.Core.Platform.Security;

/// <summary>What a decision needs to know of one record.</summary>
public sealed record RecordFacts
{
    /// <summary>Membership id of the owner.</summary>
    public required long OwnerId { get; init; }

    public required Visibility Visibility { get; init; }

    public long? SiteId { get; init; }

    public RecordLock? Lock { get; init; }

    /// <summary>Who made the record or the version in question; separation of duties compares it.</summary>
    public long? AuthorId { get; init; }

    public IReadOnlyList<GrantFacts> Grants { get; init; } = [];

    /// <summary>Projects that hold the record and pass their grants on to it.</summary>
    public IReadOnlyList<ProjectFacts> Projects { get; init; } = [];
}

/// <summary>Why a record refuses changes now, in the words shown above it.</summary>
public sealed record RecordLock(string Kind, string Sentence);

/// <summary>A level given to a member or to a group on a record or project.</summary>
/// <param name="ExpiresAt">From that instant on the grant counts for nothing.</param>
public readonly record struct GrantFacts(bool ToGroup, long SubjectId, Level Level, DateTimeOffset? ExpiresAt, string? Source = null)
{
    public bool CountsAt(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}

/// <summary>A project as a source of access to the records it holds.</summary>
public sealed record ProjectFacts(long Id, string Code, long OwnerId, bool IsPublic, IReadOnlyList<GrantFacts> Grants);
