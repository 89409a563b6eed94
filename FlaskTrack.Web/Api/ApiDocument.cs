using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FlaskTrack.Web.Api;

/// <summary>The description of the API (OpenAPI 3.1) at <c>/openapi/v1.json</c> and the page to read and try it at <c>/api/docs</c>, both for signed-in people only.</summary>
internal static class ApiDocument
{
    private const string Scheme = "bearer";
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder(Schemes.Cookie, Schemes.Bearer).RequireAuthenticatedUser().Build();

    public static void AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(DescribeAsync);
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(SignedIn);
        app.MapSwaggerUI("api/docs", options =>
        {
            options.DocumentTitle = "FlaskTrack API";
            options.SwaggerEndpoint("/openapi/v1.json", "FlaskTrack API v1");
        }).RequireAuthorization(SignedIn);
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo { Title = "FlaskTrack", Version = "v1", Description = "The same operations as the pages, decided and audited in the same way. Sign in at /api/v1/auth/login and send the access token." };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" } };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var notes = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var name in notes.OfType<QueryNote>().SelectMany(note => note.Names)) operation.Parameters.Add(Parameter(name, ParameterLocation.Query, null));
        foreach (var note in notes.OfType<HeaderNote>()) operation.Parameters.Add(Parameter(note.Name, ParameterLocation.Header, note.Meaning));
        operation.Parameters.Add(Parameter(OrganizationChoice.Header, ParameterLocation.Header, "Slug of one of your organizations; the first without it."));
        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string? meaning) =>
        new() { Name = name, In = place, Description = meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
