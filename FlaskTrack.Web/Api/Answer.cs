using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Api;

/// <summary>Something with a version, which the ETag says.</summary>
internal interface IHasVersion
{
    int Version { get; }
}

/// <summary>A page of a list.</summary>
internal sealed record PageJson<T>(IReadOnlyList<T> Data, PageInfo Page)
{
    /// <summary>With <c>include=total</c>.</summary>
    public int? Total { get; init; }

    /// <summary>There are more than <see cref="Total"/>; counting stops there.</summary>
    public bool? TotalIsMore { get; init; }
}

/// <param name="Next">Give as <c>page[after]</c>; left out on the last page.</param>
internal sealed record PageInfo(string? Next, int Size);

/// <summary>Results of operations as answers.</summary>
internal static class Answer
{
    public static IResult Of<T>(Result<T> result, Func<T, object> shape, int status = StatusCodes.Status200OK) => result.IsOk ? new Ok(shape(result.Value), status) : new No(result.Problem);

    public static IResult Of<T>(Result<T> result)
        where T : notnull => Of(result, value => value);

    /// <summary>One row that has a version.</summary>
    public static IResult Row<T>(Result<T> result, Func<T, int> version, int status = StatusCodes.Status200OK)
        where T : notnull => result.IsOk ? new Ok(result.Value, status) { Version = version(result.Value) } : new No(result.Problem);

    /// <summary>A list that is short enough to come as one page.</summary>
    public static IResult All<T>(Result<IReadOnlyList<T>> result) => Of(result, rows => new PageJson<T>(rows, new PageInfo(null, rows.Count)));

    public static IResult Of(Problem problem) => new No(problem);

    public static IResult Of(ApiFault fault) => new Fault(fault);

    public static IResult Nothing<T>(Result<T> result) => result.IsOk ? Results.NoContent() : new No(result.Problem);

    public static IResult Created(object value, string address, int? version = null) => new Ok(value, StatusCodes.Status201Created) { Address = address, Version = version };

    private sealed class Ok(object value, int status) : IResult
    {
        public string? Address { get; init; }

        public int? Version { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            if ((Version ?? (value as IHasVersion)?.Version) is { } version) httpContext.Response.Headers.ETag = $"\"{version}\"";
            if (Address is not null) httpContext.Response.Headers.Location = Address;
            httpContext.Response.StatusCode = status;
            return httpContext.Response.WriteAsJsonAsync(value, value.GetType(), ApiJson.Options, "application/json; charset=utf-8", httpContext.RequestAborted);
        }
    }

    private sealed class No(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ProblemResponses.WriteAsync(httpContext, RequestNames.In(ProblemResponses.Of(problem, httpContext.Request.Headers.IfMatch.Count > 0), httpContext.Request));
    }

    private sealed class Fault(ApiFault fault) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ProblemResponses.WriteAsync(httpContext, fault);
    }
}
