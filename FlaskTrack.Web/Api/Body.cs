using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace FlaskTrack.Web.Api;

/// <summary>What a request brings, or why it cannot be read. A filter answers the fault, so endpoints only see bodies that are well formed.</summary>
internal interface IBody
{
    ApiFault? Fault { get; }
}

/// <summary>The JSON body of a request as a type. A member the type does not have is refused, so that nothing can be set by guessing names.</summary>
internal sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public T Value { get; private init; } = null!;

    public ApiFault? Fault { get; private init; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (node, fault) = await BodyReader.ReadAsync(context);
        if (node is null) return new Body<T> { Fault = fault };
        var (value, wrong) = BodyReader.Shape<T>(node);
        return wrong is null ? new Body<T> { Value = value! } : new Body<T> { Fault = wrong };
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>A merge patch (RFC 7396): members named replace those of the record, null clears, others stay.</summary>
internal sealed class Patch<T> : IBody, IBindableFromHttpContext<Patch<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private JsonObject changes = [];

    public ApiFault? Fault { get; private init; }

    public static async ValueTask<Patch<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (node, fault) = await BodyReader.ReadAsync(context);
        return node is null ? new Patch<T> { Fault = fault } : new Patch<T> { changes = node };
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "application/merge-patch+json"], typeof(T)));

    public bool Names(string member) => changes.ContainsKey(member);

    public bool NamesOnly(params string[] members) => changes.All(pair => members.Contains(pair.Key));

    /// <summary>The present values with the patch laid over them.</summary>
    public (T? Value, ApiFault? Fault) On(T present) => BodyReader.Shape<T>(Merge(JsonSerializer.SerializeToNode(present, ApiJson.Options)!.AsObject(), changes));

    private static JsonObject Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null) target[name] = null;
            else target[name] = value is JsonObject inner ? Drop(Merge(target[name] is JsonObject old ? old.DeepClone().AsObject() : [], inner)) : value.DeepClone();
        }

        return target;
    }

    /// <summary>Inside an object, null takes the member away.</summary>
    private static JsonObject Drop(JsonObject node)
    {
        foreach (var name in node.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList()) node.Remove(name);
        return node;
    }
}

/// <summary>Reads bodies with the limits of the API.</summary>
internal static class BodyReader
{
    /// <summary>1 MB.</summary>
    public const int MaxBytes = 1_048_576;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static async Task<(JsonObject? Node, ApiFault? Fault)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (null, ProblemResponses.Of(StatusCodes.Status415UnsupportedMediaType));
        if (context.Request.ContentLength > MaxBytes) return (null, ProblemResponses.Of(StatusCodes.Status413PayloadTooLarge));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        try
        {
            var node = await JsonNode.ParseAsync(context.Request.Body, null, Strict, context.RequestAborted);
            ReadNames(node);
            return node is JsonObject found ? (found, null) : (null, Malformed("The body must be a JSON object."));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return (null, Malformed("The body is not well-formed JSON."));
        }
        catch (BadHttpRequestException wrong)
        {
            return (null, ProblemResponses.Of(wrong.StatusCode));
        }
    }

    /// <summary>A name that is no text shows itself only when it is read, however deep it lies.</summary>
    private static void ReadNames(JsonNode? node)
    {
        if (node is JsonObject members) foreach (var (_, value) in members) ReadNames(value);
        if (node is JsonArray items) foreach (var item in items) ReadNames(item);
    }

    public static (T? Value, ApiFault? Fault) Shape<T>(JsonObject node)
        where T : class
    {
        try
        {
            return (node.Deserialize<T>(ApiJson.Options), null);
        }
        catch (InvalidOperationException)
        {
            return (null, ApiFault.Field("body", "The body contains a text that cannot be read."));
        }
        catch (JsonException wrong)
        {
            var field = Field(wrong.Path, node);
            var known = ApiJson.Options.GetTypeInfo(typeof(T)).Properties.Any(property => property.Name == field);
            return (null, ApiFault.Field(field, known ? $"{field} has a value of the wrong type or one that is not offered." : $"{field} cannot be set here."));
        }
    }

    /// <summary>The member of the request that a path such as <c>$.parents[0]</c> is in.</summary>
    private static string Field(string? path, JsonObject node) =>
        node.Select(pair => pair.Key).Where(name => path is not null && (path == "$." + name || path == $"$['{name}']" || path.StartsWith($"$.{name}.", StringComparison.Ordinal) || path.StartsWith($"$.{name}[", StringComparison.Ordinal))).FirstOrDefault() ?? "body";

    private static ApiFault Malformed(string sentence) => ApiFault.Field("body", sentence, StatusCodes.Status400BadRequest);
}
