using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

/// <summary>When a passkey last proved who somebody is, for its owner's list. The sign-in itself is in the audit log.</summary>
public sealed class PasskeyUse : ISharedReference
{
    /// <summary>SHA-256 of the credential's id, lower hex: ids can be too long for a key.</summary>
    [MaxLength(64)]
    public required string Passkey { get; init; }

    public long UserId { get; init; }

    public DateTimeOffset UsedAt { get; set; }

    public static string KeyOf(byte[] credentialId) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(credentialId));
}

internal sealed class PasskeyUseConfiguration : IEntityTypeConfiguration<PasskeyUse>
{
    public void Configure(EntityTypeBuilder<PasskeyUse> builder)
    {
        builder.HasKey(row => row.Passkey);
        builder.HasIndex(row => row.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
