namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>How a record stands to whoever asks for it.</summary>
internal enum Standing
{
    Shared,
    Restricted,
    Own,
    OwnRestricted,
    Sensitive,
    OtherSite,
    Archived,
    Deleted,
    Missing,
}

/// <summary>What the answer has to be.</summary>
/// <param name="Code">Null where the act passes.</param>
internal sealed record Expected(int Status, string? Code)
{
    public static readonly Expected Passes = new(200, null);
    public static readonly Expected SignIn = new(401, "UNAUTHENTICATED");
    public static readonly Expected NotFound = new(404, "NOT_FOUND");

    public string? Capability { get; init; }

    public string? Restriction { get; init; }

    public string? Required { get; init; }

    public string? Current { get; init; }

    /// <summary>The first reason of the access model's table that applies to an active member.</summary>
    public static Expected Of(ApiRoute route, Core.Platform.Security.Role role, Standing standing)
    {
        if (route.IsRecord && standing is Standing.Deleted or Standing.Missing) return NotFound;
        foreach (var permission in new[] { route.Reads, route.Permission })
        {
            if (permission is not null && !AccessTable.Holds(permission, role)) return new Expected(403, "FORBIDDEN") { Capability = permission };
        }

        if (!route.IsRecord) return Passes;
        if (standing == Standing.OtherSite) return new Expected(403, "FORBIDDEN") { Restriction = "site" };
        var (needed, level) = (AccessTable.Needed(route.Permission), AccessTable.LevelOn(role, standing is Standing.Own or Standing.OwnRestricted, standing == Standing.Restricted));
        if (level < needed) return new Expected(403, "FORBIDDEN") { Required = AccessTable.Word(needed), Current = AccessTable.Word(level) };
        return standing == Standing.Archived && AccessTable.IsClosedToArchived(route.Permission) ? new Expected(409, "RECORD_LOCKED") : Passes;
    }
}
