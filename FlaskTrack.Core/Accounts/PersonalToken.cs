using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

/// <summary>A secret with which a person's own script speaks to the API: the person's rights, cut down to the scopes, until it expires or is revoked.
/// Only its hash is kept; it is shown once.</summary>
public sealed class PersonalToken : ISharedReference
{
    public long Id { get; init; }

    public long UserId { get; init; }

    [MaxLength(80)]
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, lower hex.</summary>
    [MaxLength(64)]
    public required string TokenHash { get; init; }

    /// <summary>First letters of the secret, by which its owner knows it again.</summary>
    [MaxLength(16)]
    public required string Start { get; init; }

    /// <summary>Names of the permissions it may use, each only as far as its owner holds it.</summary>
    public List<string> Scopes { get; init; } = [];

    /// <summary>Made in a sign-in with a second factor; counts as one where an organization asks for it, until a factor of the person is removed.</summary>
    public bool SecondFactor { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public bool CountsAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

internal sealed class PersonalTokenConfiguration : IEntityTypeConfiguration<PersonalToken>
{
    public void Configure(EntityTypeBuilder<PersonalToken> builder)
    {
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.TokenHash).IsUnique();
        builder.HasIndex(row => row.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
