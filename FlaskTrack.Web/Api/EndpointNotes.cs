namespace FlaskTrack.Web.Api;

/// <summary>What an endpoint reads from its query and headers, for the description of the API; the code reads them by hand.</summary>
internal sealed record QueryNote(IReadOnlyList<string> Names);

internal sealed record HeaderNote(string Name, string Meaning);

/// <summary>What a list takes beside its filters.</summary>
[Flags]
internal enum ListParts
{
    /// <summary>It comes whole.</summary>
    None = 0,

    Paged = 1,
    Sorted = 2,
    Searched = 4,

    /// <summary><c>include=total</c>.</summary>
    Counted = 8,
}

/// <summary>Words for the description beside each mapping.</summary>
internal static class EndpointNotes
{
    private static readonly (ListParts Part, string Name)[] Names = [(ListParts.Paged, "page[size]"), (ListParts.Paged, "page[after]"), (ListParts.Sorted, "sort"), (ListParts.Searched, "q"), (ListParts.Counted, "include")];

    private static readonly int[] Refusals =
    [
        StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed,
        StatusCodes.Status422UnprocessableEntity,
    ];

    public static RouteGroupBuilder AnswersFaults(this RouteGroupBuilder group)
    {
        foreach (var status in Refusals) group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiFault), [ProblemResponses.ContentType]));
        return group;
    }

    /// <summary>Says what the list takes, no more: whatever is not named is refused by <see cref="ListQuery"/>.</summary>
    public static RouteHandlerBuilder Lists<T>(this RouteHandlerBuilder endpoint, ListParts parts, params string[] filters) =>
        endpoint.Gives<PageJson<T>>().WithMetadata(new QueryNote([.. Names.Where(pair => parts.HasFlag(pair.Part)).Select(pair => pair.Name), .. filters.Select(filter => $"filter[{filter}]")]));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));

    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder endpoint, int status) => endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(void)));

    public static RouteHandlerBuilder TakesVersion(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new HeaderNote("If-Match", "The ETag that was read; another version answers 412 and nothing is overwritten."));

    public static RouteHandlerBuilder TakesReason(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new HeaderNote("X-Reason", "Why, where the act asks for a reason; it is kept in the audit log."));
}
