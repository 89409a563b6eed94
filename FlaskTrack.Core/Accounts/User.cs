using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>A person, once per installation. Never deleted or given to somebody else, only disabled (21 CFR 11.100(a)).</summary>
public sealed class User : IdentityUser<long>, ISharedReference
{
    /// <summary>Printed on signatures.</summary>
    [MaxLength(120)]
    public string FullName { get; set; } = "";

    public bool Disabled { get; set; }

    /// <summary>One of the demo's people, who sign in only where <see cref="DemoMode"/> is on.</summary>
    public bool IsDemo { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Time step of the last authenticator code that was accepted; a code counts once (ASVS 6.5.1).</summary>
    public long LastTotpStep { get; set; }

    /// <summary>When admins last took off the second factor; null where they never did.</summary>
    public DateTimeOffset? FactorsResetAt { get; set; }

    /// <summary>The factor was reset: no organization opens until one is enrolled again.</summary>
    public bool MustEnrol { get; set; }

    /// <summary>IANA zone in which the person reads times; null for the organization's.</summary>
    [MaxLength(64)]
    public string? TimeZone { get; set; }

    /// <summary>Language tag of BCP 47 whose decimal sign the person types; null for the organization's.</summary>
    [MaxLength(20)]
    public string? Locale { get; set; }

    public DateForm DateForm { get; set; }

    public Theme Theme { get; set; }
}
