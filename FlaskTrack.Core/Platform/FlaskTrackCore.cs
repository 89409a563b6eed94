using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlaskTrack.Core.Platform;

/// <summary>Registers the platform with a host.</summary>
public static class FlaskTrackCore
{
    /// <summary>Adds the runner and all it needs. The host adds an <see cref="ICallerSource"/>, scoped to whatever carries its caller.</summary>
    public static IServiceCollection AddFlaskTrackCore(this IServiceCollection services, DatabaseOptions database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton<DatabaseFactory>();
        services.AddSingleton<WriterGate>();
        services.AddSingleton<AccessSnapshots>();
        services.AddSingleton<AccessBroadcast>();
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton<SessionGate>();
        services.AddSingleton<ActivityNotes>();
        services.AddSingleton<RunnerParts>();
        services.AddSingleton(provider => new Installation(provider.GetRequiredService<DatabaseFactory>(), provider.GetRequiredService<RunnerParts>()));
        services.TryAddSingleton(PublicAddress.Local);
        services.TryAddSingleton<IMailOutbox, MailOutbox>();
        services.AddSingleton(provider => new RequestAnswers(provider.GetRequiredService<RunnerParts>()));
        services.AddScoped<IOperationRunner, OperationRunner>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobStore>();
        services.AddEvidenceKeeping(database);
        return services;
    }
}
