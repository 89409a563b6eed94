using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Organizations;

public enum OrganizationKind
{
    Laboratory,
    ResearchGroup,
    Company,
    Facility,
    Department,
    RegulatedUnit,
}

public enum OrganizationStatus
{
    Active,
    Suspended,
    Closed,
}

/// <summary>Who must have a second factor to work in the organization.</summary>
public enum TwoFactorPolicy
{
    Optional,
    RequiredForAdmins,
    Required,
}

/// <summary>The tenant: nothing crosses it. Its key is the organization id of everything it owns.</summary>
public sealed class Organization : IPlainRow, IAccessFact
{
    public long OrganizationId { get; internal set; }

    public int Version { get; internal set; }

    [MaxLength(40)]
    public required string Slug { get; set; }

    [MaxLength(120)]
    public required string Name { get; set; }

    public OrganizationKind Kind { get; set; } = OrganizationKind.Laboratory;

    public OrganizationStatus Status { get; set; } = OrganizationStatus.Active;

    /// <summary>IANA zone in which people of the organization read times.</summary>
    [MaxLength(64)]
    public string TimeZone { get; set; } = "Europe/Berlin";

    [MaxLength(20)]
    public string Locale { get; set; } = "en-GB";

    [MaxLength(254)]
    public string? ContactEmail { get; set; }

    [MaxLength(400)]
    public string? Address { get; set; }

    /// <summary>Made by the demo command; shown as "Demo" in the bar.</summary>
    public bool IsDemo { get; set; }

    public Visibility DefaultVisibility { get; set; } = Visibility.Organization;

    public TwoFactorPolicy TwoFactorPolicy { get; set; } = TwoFactorPolicy.Optional;

    /// <summary>When the policy begins to stop members without a second factor; null where it does already.</summary>
    public DateTimeOffset? TwoFactorFrom { get; set; }

    /// <summary>The policy that holds until <see cref="TwoFactorFrom"/>, so that a stricter one to come opens nothing meanwhile.</summary>
    public TwoFactorPolicy TwoFactorUntilThen { get; set; } = TwoFactorPolicy.Optional;

    /// <summary>Addresses from which members may work, single or as ranges such as <c>192.0.2.0/24</c>; empty means all.</summary>
    public List<string> AllowedAddresses { get; set; } = [];

    /// <summary>Characters of the shortest password its members may set; 12 to 64.</summary>
    public int PasswordLength { get; set; } = 12;

    /// <summary>The day on which weeks begin in figures.</summary>
    public DayOfWeek WeekStart { get; set; } = DayOfWeek.Monday;

    /// <summary>Minutes without an act after which a session ends; 5 to 480.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after sign-in at which a session ends in any case; 1 to 24.</summary>
    public int SessionHours { get; set; } = 12;

    public bool PublicProjectsAllowed { get; set; }

    /// <summary>Whether members may reach the organization with tokens of their own.</summary>
    public bool PersonalTokensAllowed { get; set; } = true;

    /// <summary>When an owner closed it; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
