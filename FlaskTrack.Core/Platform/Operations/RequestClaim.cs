using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>A request that was carried out, kept for <see cref="RequestOnce.Kept"/>. Neither the sender's key nor the answer can be read from it.</summary>
public sealed class RequestClaim : ITenantOwned, ITechnicalRow
{
    /// <summary>0 where the request belongs to no organization.</summary>
    public long OrganizationId { get; internal set; }

    public long UserId { get; internal set; }

    [MaxLength(200)]
    public string Route { get; internal set; } = "";

    [MaxLength(64)]
    public string KeyHash { get; internal set; } = "";

    [MaxLength(64)]
    public string ContentHash { get; internal set; } = "";

    public DateTimeOffset At { get; internal set; }

    /// <summary>The answer, sealed with the sender's key; null until it was given.</summary>
    public string? Answer { get; internal set; }
}
