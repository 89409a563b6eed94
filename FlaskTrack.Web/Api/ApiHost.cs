using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Api;

/// <summary>The HTTP API: a second door to the same operations as the pages. Nothing is decided here.</summary>
public static class ApiHost
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        services.AddSingleton<ApiLimits>();
        return services;
    }

    /// <summary>Call after authentication, authorization and the pages' error handling are in the pipeline.</summary>
    public static WebApplication MapApi(this WebApplication app)
    {
        app.UseWhen(Visitors.IsApi, branch => branch.UseMiddleware<ApiErrors>().UseMiddleware<ApiOnce>());
        var api = app.MapGroup("/api/v1").RequireAuthorization().AddEndpointFilter(app.Services.GetRequiredService<ApiLimits>()).AddEndpointFilter(AnswerFaultsAsync).AnswersFaults();
        SampleEndpoints.Map(api);
        OrganizationEndpoints.Map(api);
        MemberEndpoints.Map(api);
        InvitationEndpoints.Map(api);
        AuditEndpoints.Map(api);
        EvidenceEndpoints.Map(api);
        app.MapApiDocument();
        return app;
    }

    /// <summary>A body that cannot be read is answered before its endpoint runs.</summary>
    internal static ValueTask<object?> AnswerFaultsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IBody>().FirstOrDefault(body => body.Fault is not null) is { Fault: { } fault } ? ValueTask.FromResult<object?>(Answer.Of(fault)) : next(context);
}
