using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => row.AccessTokenHash);
        builder.HasIndex(row => row.RefreshFamilyHash);
        builder.HasIndex(row => row.Renews);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
