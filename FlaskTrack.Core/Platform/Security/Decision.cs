namespace FlaskTrack.Core.Platform.Security;

/// <summary>Why the answer is no. The names are the codes of the API.</summary>
public enum DenialCode
{
    Unauthenticated,
    NotFound,
    Forbidden,
    NotAssigned,
    RecordLocked,
    ComplianceBlocked,
    SeparationOfDuties,
    ReasonRequired,
    SignatureRequired,
}

/// <summary>The first reason that applies, with what would have been needed.</summary>
public sealed record Denial(DenialCode Code, string Sentence)
{
    /// <summary>The permission the role or the key's scopes do not hold, or the flag the member lacks.</summary>
    public string? RequiredCapability { get; init; }

    public Level? RequiredLevel { get; init; }

    public Level? CurrentLevel { get; init; }

    /// <summary><c>site</c> or <c>project</c>.</summary>
    public string? Restriction { get; init; }

    /// <summary>For an act on many records: every one that kept the rest from it.</summary>
    public IReadOnlyList<DeniedLine> Lines { get; init; } = [];

    /// <summary>The code as the API writes it, such as <c>RECORD_LOCKED</c>.</summary>
    public string Name => Code switch
    {
        DenialCode.Unauthenticated => "UNAUTHENTICATED",
        DenialCode.NotFound => "NOT_FOUND",
        DenialCode.Forbidden => "FORBIDDEN",
        DenialCode.NotAssigned => "NOT_ASSIGNED",
        DenialCode.RecordLocked => "RECORD_LOCKED",
        DenialCode.ComplianceBlocked => "COMPLIANCE_BLOCKED",
        DenialCode.SeparationOfDuties => "SEPARATION_OF_DUTIES",
        DenialCode.ReasonRequired => "REASON_REQUIRED",
        DenialCode.SignatureRequired => "SIGNATURE_REQUIRED",
        _ => throw new InvalidOperationException($"Denial code {Code} has no name."),
    };
}

/// <summary>One record of many on which the answer was no.</summary>
/// <param name="Record">Its code; its place among the records named where the caller may not read it.</param>
public sealed record DeniedLine(string Record, DenialCode Code, string Sentence);

/// <summary>What a caller brings to an act besides the right to it.</summary>
/// <param name="HasReason">A reason was given.</param>
/// <param name="HasSignature">A fresh signature was given.</param>
public readonly record struct ActGuards(bool HasReason, bool HasSignature, DateTimeOffset Now);
