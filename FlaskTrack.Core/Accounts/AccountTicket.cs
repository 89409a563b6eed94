using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

public enum TicketPurpose
{
    SecondFactor,
    ResetPassword,
    ChangeEmail,
    Setup,

    /// <summary>A passkey's challenge that was answered; kept so that the answer does not count again.</summary>
    PasskeyChallenge,
}

/// <summary>A secret that was given out for one act: kept as its hash, used once, good for a short time.</summary>
public sealed class AccountTicket : ISharedReference
{
    /// <summary>SHA-256 of the secret, lower hex.</summary>
    [MaxLength(64)]
    public required string Hash { get; init; }

    public TicketPurpose Purpose { get; init; }

    /// <summary>Null for the set-up code, which comes before any account.</summary>
    public long? UserId { get; init; }

    /// <summary>What the act needs to know, such as the new address.</summary>
    [Sensitive, MaxLength(400)]
    public string? Data { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    [ConcurrencyCheck]
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountTicketConfiguration : IEntityTypeConfiguration<AccountTicket>
{
    public void Configure(EntityTypeBuilder<AccountTicket> builder)
    {
        builder.HasKey(row => row.Hash);
        builder.HasIndex(row => row.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
