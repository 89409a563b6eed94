namespace FlaskTrack.Web.Api;

/// <summary>An answer that says no, as <c>application/problem+json</c>. Members that do not apply are left out.</summary>
public sealed record ApiFault(string Error, string Code, int Status)
{
    /// <summary>Level on the record that the act needs: READ, EDIT, SHARE or OWNER.</summary>
    public string? RequiredPermission { get; init; }

    /// <summary>Level the caller has: NONE, READ, EDIT or SHARE.</summary>
    public string? CurrentPermission { get; init; }

    public string? RequiredCapability { get; init; }

    public string? Restriction { get; init; }

    public IReadOnlyList<string>? Requirements { get; init; }

    /// <summary>Messages by field; names are those of the request.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Version that the record has now, after a lost race.</summary>
    public int? CurrentVersion { get; init; }

    public string? RequestId { get; init; }

    public static ApiFault Field(string field, string message, int status = StatusCodes.Status422UnprocessableEntity) =>
        new(message, "VALIDATION_FAILED", status) { Errors = new Dictionary<string, IReadOnlyList<string>> { [field] = [message] } };
}
