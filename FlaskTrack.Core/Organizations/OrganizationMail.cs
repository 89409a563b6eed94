using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Organizations;

/// <summary>The mail server of an organization's own; without the row its letters go by the installation's (docs/adr/0015-an-organizations-own-mail-server.md).</summary>
public sealed class OrganizationMail : PlainRow
{
    [MaxLength(253)]
    public required string Host { get; set; }

    /// <summary>One of 25, 465, 587 and 2525.</summary>
    public int Port { get; set; }

    public MailTls Tls { get; set; }

    [MaxLength(200)]
    public string? UserName { get; set; }

    /// <summary>Sealed by <see cref="ISecretSeal"/>; the audit log says only that it changed.</summary>
    [Sensitive, MaxLength(4000)]
    public string? SealedSecret { get; set; }

    [MaxLength(254)]
    public required string FromAddress { get; set; }

    [MaxLength(120)]
    public string? FromName { get; set; }

    public override string AuditLabel => "Mail server";

    /// <summary>The server as letters are brought to it.</summary>
    /// <returns>Null where a secret is needed and its keys are gone.</returns>
    internal MailServer? Open(ISecretSeal seal)
    {
        var secret = SealedSecret is null ? null : seal.Open(SealedSecret);
        return SealedSecret is not null && secret is null ? null : new MailServer(Host, Port, Tls, UserName, secret, FromAddress, FromName);
    }
}

internal sealed class OrganizationMailConfiguration : IEntityTypeConfiguration<OrganizationMail>
{
    public void Configure(EntityTypeBuilder<OrganizationMail> builder) => builder.HasIndex(row => row.OrganizationId).IsUnique();
}
