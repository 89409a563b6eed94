using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
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
        services.AddSingleton<AccessSnapshots>();
        services.AddSingleton<AccessBroadcast>();
        services.AddSingleton<NoticeBroadcast>();
        services.AddSingleton<DigestWork>();
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton(MakeGate);
        services.AddSingleton<SessionGate>();
        services.AddSingleton<ActivityNotes>();
        services.AddSingleton<AdministrativeReads>();
        services.AddSingleton<RunnerParts>();
        services.AddSingleton(provider => new Installation(provider.GetRequiredService<DatabaseFactory>(), provider.GetRequiredService<RunnerParts>()));
        services.AddSingleton(provider => new OrganizationKeeping(provider.GetRequiredService<RunnerParts>()));
        services.TryAddSingleton(PublicAddress.Local);
        services.TryAddSingleton(LetterDelivery.None);
        services.TryAddSingleton<IMailOutbox, MailOutbox>();
        services.AddSingleton<LetterCarrier>();
        services.AddSingleton<MailTrials>();
        services.AddSingleton(provider => new RequestAnswers(provider.GetRequiredService<RunnerParts>()));
        services.AddScoped<IOperationRunner, OperationRunner>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobStore>();
        services.AddEvidenceKeeping(database);
        return services;
    }

    private static WriterGate MakeGate(IServiceProvider provider)
    {
        var gate = new WriterGate(provider.GetRequiredService<DatabaseFactory>());
        gate.Lost += provider.GetRequiredService<AccessSnapshots>().Clear;
        gate.Lost += provider.GetRequiredService<OrganizationDirectory>().Clear;
        return gate;
    }
}
