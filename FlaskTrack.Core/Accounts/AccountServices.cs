using FlaskTrack.Core.Demo;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlaskTrack.Core.Accounts;

/// <summary>Registers people's accounts: ASP.NET Core Identity over the platform's own context, so that every change of an account is audited in its
/// transaction like any other.</summary>
public static class AccountServices
{
    public static IdentityBuilder AddFlaskTrackAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(new DemoMode(IsOn: false));
        services.AddScoped<AccountActor>();
        services.AddScoped(provider =>
        {
            var scope = new DatabaseScope(provider.GetRequiredService<TimeProvider>()) { Audit = provider.GetRequiredService<AccountActor>().Scope };
            return provider.GetRequiredService<DatabaseFactory>().Create(scope);
        });
        services.AddScoped<IUserStore<User>>(provider => new UserOnlyStore<User, FlaskTrackDbContext, long, IdentityUserClaim<long>, IdentityUserLogin<long>, IdentityUserToken<long>, IdentityUserPasskey<long>>(provider.GetRequiredService<FlaskTrackDbContext>(), provider.GetService<IdentityErrorDescriber>()));
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        AddParts(services);
        AddDoors(services);
        return services.AddIdentityCore<User>(options =>
        {
            // ASVS 6.2: length counts, composition does not; PasswordRules says the rest.
            options.Password.RequiredLength = PasswordRules.Shortest;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 1;
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddPasswordValidator<PasswordRules>().AddUserValidator<UserNameRules>();
    }

    private static void AddParts(IServiceCollection services)
    {
        services.AddScoped<IPasswordHasher<User>, UnicodePasswordHasher>();
        services.AddScoped<ILookupNormalizer, NameNormalizer>();
        services.AddSingleton<MailWatch>();
        services.AddSingleton<MailServers>();
        services.AddSingleton(provider => new MailQueue(Get<DatabaseFactory>(provider), Get<WriterGate>(provider), Get<MailWatch>(provider), Get<MailServers>(provider), Get<TimeProvider>(provider)));
        services.AddSingleton<DecoyPassword>();
        services.AddSingleton<SignInThrottles>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SecondFactors>();
        services.AddScoped(provider => new AccountDesk(Get<FlaskTrackDbContext>(provider), Get<WriterGate>(provider), Get<AccessBroadcast>(provider), Get<NoticeBroadcast>(provider), Get<TimeProvider>(provider)));
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.AddScoped(p => new SessionService(Get<AccountDesk>(p), Get<SessionGate>(p)));
        services.AddScoped(p => new SignInService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<PasswordCheck>(p), Get<SecondFactors>(p), Get<SignInThrottles>(p), Get<DemoMode>(p)));
        services.AddScoped(p => new AuthenticatorService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<IUserStore<User>>(p), Get<SecondFactors>(p), Get<SessionService>(p)));
        services.AddScoped(p => new PasswordService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<PasswordCheck>(p), Get<SecondFactors>(p), Get<SignInThrottles>(p), Get<SessionService>(p), Get<PublicAddress>(p)));
        services.AddScoped(p => new EmailService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<SessionService>(p), Get<PublicAddress>(p)));
        services.AddScoped(p => new PasskeyService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<SessionService>(p)));
        services.AddScoped(p => new ProfileService(Get<AccountDesk>(p), Get<UserManager<User>>(p)));
        services.AddScoped(p => new RegistrationService(Get<AccountDesk>(p), Get<UserManager<User>>(p)));
        services.AddScoped(p => new SetupService(Get<AccountDesk>(p), Get<UserManager<User>>(p), Get<SignInThrottles>(p), Get<RunnerParts>(p), p));
        services.AddSingleton(p => new DemoInstallation(p));
        services.AddScoped(p => new PersonalTokenService(Get<AccountDesk>(p), Get<SessionService>(p)));
        services.AddScoped(p => new ApiTokenService(Get<AccountDesk>(p), Get<SignInService>(p)));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}

/// <summary>Who changes an account, for the audit: set once by the door before the account is touched.</summary>
public sealed class AccountActor
{
    /// <summary>The installation itself until a door says otherwise.</summary>
    public AuditScope Scope { get; set; } = new() { ActorKind = "system", ActorName = "FlaskTrack", Channel = "job", Action = "account.edit" };
}
