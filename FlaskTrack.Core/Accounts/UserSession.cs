using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Accounts;

public enum SessionKind
{
    Browser,
    Api,
}

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    SignedOut,
    Ended,
    Renewed,
    PasswordChanged,
    FactorChanged,
    TokenReused,
    EndedByAdmin,
}

/// <summary>A sign-in on one device, kept on the server. Ending it ends its cookie, its open pages and its tokens at the next operation.</summary>
public sealed class UserSession : ISharedReference
{
    /// <summary>Random, 32 lower hex digits; the cookie carries it protected, the audit shows it.</summary>
    [MaxLength(32)]
    public required string Id { get; init; }

    public long UserId { get; init; }

    public SessionKind Kind { get; init; }

    /// <summary>How the person proved who they are, such as <c>password+totp</c>.</summary>
    [MaxLength(32)]
    public required string Authentication { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Last time the password or a factor was given; acts that ask for re-authentication look at it.</summary>
    public DateTimeOffset AuthenticatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public SessionEnd? EndedBecause { get; set; }

    /// <summary>A stricter idle limit than the organizations', on a device that others use too.</summary>
    public int? IdleMinutes { get; init; }

    /// <summary>Id of the session that this one goes on from, after a re-authentication.</summary>
    [MaxLength(32)]
    public string? Renews { get; init; }

    [MaxLength(64)]
    public string? Ip { get; init; }

    [MaxLength(400)]
    public string? UserAgent { get; init; }

    /// <summary>The organization that a session of the API works in where a request names none; null for the person's first.</summary>
    public long? ForOrganization { get; set; }

    /// <summary>SHA-256 of the access token, for sessions of the API.</summary>
    [MaxLength(64)]
    public string? AccessTokenHash { get; set; }

    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    [MaxLength(64)]
    public string? RefreshTokenHash { get; set; }

    public DateTimeOffset? RefreshTokenExpiresAt { get; set; }

    /// <summary>Hash of the part that all refresh tokens of this session share; with an outdated rest it tells of a stolen token.</summary>
    [MaxLength(64)]
    public string? RefreshFamilyHash { get; set; }
}
