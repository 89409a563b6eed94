namespace FlaskTrack.Web.Api;

/// <summary>Errors name fields as the pages do; the caller of the API reads the name that was in the request.</summary>
internal static class RequestNames
{
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal) { ["species"] = "species_id", ["site"] = "site_id", ["sites"] = "site_ids", ["to_member_id"] = "to" };

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["after"] = "page[after]", ["before"] = "page[after]", ["before_id"] = "page[after]", ["size"] = "page[size]", ["take"] = "page[size]", ["text"] = "q", ["sort"] = "sort",
        ["species_ids"] = "filter[species_id]", ["site_ids"] = "filter[site_id]", ["owner_ids"] = "filter[owner_id]", ["states"] = "filter[state]", ["not_states"] = "filter[not_state]", ["codes"] = "filter[code]", ["locations"] = "filter[location]",
    };

    public static ApiFault In(ApiFault fault, HttpRequest request)
    {
        if (fault.Errors is not { } errors) return fault;
        var named = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (field, messages) in errors) named[HttpMethods.IsGet(request.Method) ? OfQuery(field, request) : OfBody(field, request)] = messages;
        return fault with { Errors = named };
    }

    private static string OfQuery(string field, HttpRequest request) => request.Query.ContainsKey(field) ? field : Parameters.TryGetValue(field, out var name) ? name : $"filter[{field}]";

    /// <summary>A reason comes in a header, unless the body has one.</summary>
    private static string OfBody(string field, HttpRequest request) =>
        field == "reason" && request.Headers.ContainsKey("X-Reason") ? "X-Reason" : Members.GetValueOrDefault(field, field);
}
