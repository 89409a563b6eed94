using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Accounts;

/// <summary>Registers people's accounts: ASP.NET Core Identity over the platform's own context, so that every change of an account is audited in its
/// transaction like any other.</summary>
public static class AccountServices
{
    public static IdentityBuilder AddFlaskTrackAccounts(this IServiceCollection services)
    {
        services.AddScoped<AccountActor>();
        services.AddScoped(provider =>
        {
            var scope = new DatabaseScope(provider.GetRequiredService<TimeProvider>()) { Audit = provider.GetRequiredService<AccountActor>().Scope };
            return provider.GetRequiredService<DatabaseFactory>().Create(scope);
        });
        services.AddScoped<IUserStore<User>>(provider => new UserOnlyStore<User, FlaskTrackDbContext, long, IdentityUserClaim<long>, IdentityUserLogin<long>, IdentityUserToken<long>, IdentityUserPasskey<long>>(provider.GetRequiredService<FlaskTrackDbContext>(), provider.GetService<IdentityErrorDescriber>()));
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        return services.AddIdentityCore<User>(options =>
        {
            // ASVS 6.2: length counts, composition does not.
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 1;
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromSeconds(30);
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        });
    }
}

/// <summary>Who changes an account, for the audit: set once by the door before the account is touched.</summary>
public sealed class AccountActor
{
    /// <summary>The installation itself until a door says otherwise.</summary>
    public AuditScope Scope { get; set; } = new() { ActorKind = "system", ActorName = "FlaskTrack", Channel = "job", Action = "account.edit" };
}
