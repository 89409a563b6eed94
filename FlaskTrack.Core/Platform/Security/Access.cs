namespace FlaskTrack.Core.Platform.Security;

/// <summary>The one decision function of the access model. Pure: it reads the facts it is given and nothing else, so that pages, API,
/// jobs, exports and tests all get the same answer.</summary>
public static class Access
{
    /// <summary>Decides whether <paramref name="principal"/> may do <paramref name="permission"/>, on <paramref name="record"/> where the permission
    /// needs one. The order of checks is the table of the access model; the first that fails is the answer.</summary>
    /// <returns>Null where the act is allowed.</returns>
    public static Denial? Decide(Principal? principal, Permission permission, RecordFacts? record, in ActGuards guards)
    {
        if (principal is null) return Denials.SignIn;
        if (!principal.IsActive) return Denials.NotFound;
        if (!principal.Holds(permission)) return Denials.Capability(permission);
        if (permission.Guard == Guard.Flag && !principal.CanRunPipelines) return Denials.Flag("can_run_pipelines");
        if (record is not null && DecideRecord(principal, permission, record, guards.Now) is { } denial) return denial;

        return permission.Guard switch
        {
            Guard.Reason when !guards.HasReason => Denials.Reason(permission),
            Guard.Sign when !guards.HasSignature => Denials.Signature(permission),
            _ => null,
        };
    }

    /// <summary>Whether the record lies outside the member's sites or the account's projects; the words are the API's <c>restriction</c>.</summary>
    public static string? Restriction(Principal principal, RecordFacts record)
    {
        if (record.SiteId is { } site && !principal.Sites.IsEmpty && !principal.Sites.Contains(site)) return "site";
        if (principal.AllowedProjects is { } allowed && !record.Projects.Any(project => allowed.Contains(project.Id))) return "project";
        return null;
    }

    /// <summary>The level of the principal on the record, at that instant.</summary>
    public static Level LevelOn(Principal principal, RecordFacts record, DateTimeOffset now)
    {
        if (!principal.IsActive) return Level.None;
        if (record.OwnerId == principal.MemberId || principal.Role.IsAdministrative) return Level.Owner;

        var level = Max(Explicit(principal, record, now), Base(principal, record));
        return Min(level, principal.Role.Cap);
    }

    /// <summary>True where only the administrative role opens the record: neither ownership, nor a grant, nor visibility would.</summary>
    public static bool IsAdministrativeRead(Principal principal, RecordFacts record, DateTimeOffset now) =>
        principal.Role.IsAdministrative
        && record.OwnerId != principal.MemberId
        && record.Visibility == Visibility.Restricted
        && Explicit(principal, record, now) == Level.None;

    /// <summary>What grants give: the member's own grant where there is one (direct overrides group), else the most that a group or a project gives.</summary>
    internal static Level Explicit(Principal principal, RecordFacts record, DateTimeOffset now)
    {
        if (Direct(principal, record.Grants, now) is { } own) return own;
        var level = ThroughGroups(principal, record.Grants, now);
        foreach (var project in record.Projects)
            level = Max(level, OnProject(principal, project, now));
        return level;
    }

    internal static Level OnProject(Principal principal, ProjectFacts project, DateTimeOffset now) =>
        project.OwnerId == principal.MemberId
            ? Level.Share
            : Direct(principal, project.Grants, now) ?? ThroughGroups(principal, project.Grants, now);

    internal static Level Base(Principal principal, RecordFacts record) => record.Visibility switch
    {
        Visibility.Organization => principal.Role.BaseLevel,
        Visibility.Public => Max(Level.Read, principal.Role.BaseLevel),
        Visibility.Restricted => Level.None,
        _ => throw new InvalidOperationException($"Visibility {record.Visibility} has no base level."),
    } is var level && record.Projects.Any(project => project.IsPublic) ? Max(level, Level.Read) : level;

    private static Denial? DecideRecord(Principal principal, Permission permission, RecordFacts record, DateTimeOffset now)
    {
        if (Restriction(principal, record) is { } restriction) return Denials.Restricted(restriction);
        var needed = Max(permission.Needs, Level.Read);
        var level = LevelOn(principal, record, now);
        if (level < needed) return Denials.LevelBelow(permission, needed, level);
        return record.Lock is { } held && permission.ChangesContent ? Denials.Locked(held) : null;
    }

    private static Level? Direct(Principal principal, IReadOnlyList<GrantFacts> grants, DateTimeOffset now)
    {
        foreach (var grant in grants)
        {
            if (!grant.ToGroup && grant.SubjectId == principal.MemberId && grant.CountsAt(now)) return grant.Level;
        }

        return null;
    }

    private static Level ThroughGroups(Principal principal, IReadOnlyList<GrantFacts> grants, DateTimeOffset now)
    {
        var level = Level.None;
        foreach (var grant in grants)
        {
            if (grant.ToGroup && grant.Level > level && grant.CountsAt(now) && principal.Groups.Contains(grant.SubjectId)) level = grant.Level;
        }

        return level;
    }

    private static Level Max(Level a, Level b) => a > b ? a : b;

    private static Level Min(Level a, Level b) => a < b ? a : b;
}
