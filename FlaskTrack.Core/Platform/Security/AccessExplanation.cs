namespace FlaskTrack.Core.Platform.Security;

/// <summary>One contributing fact of an answer: where it comes from, which level it gives and whether it decided.</summary>
public sealed record AccessFact(string Kind, string Source, Level? Level, bool Decides);

/// <summary>An answer with everything that led to it.</summary>
public sealed record AccessExplanation(Denial? Denial, Level Level, IReadOnlyList<AccessFact> Facts)
{
    public bool Allowed => Denial is null;

    /// <summary>Explains the answer of <see cref="Access.Decide"/> on the same facts.</summary>
    public static AccessExplanation Of(Principal principal, Permission permission, RecordFacts? record, in ActGuards guards)
    {
        var denial = Access.Decide(principal, permission, record, guards);
        var facts = new List<AccessFact>
        {
            new("role", principal.Holds(permission) ? $"{principal.Role.Name} holds {permission.Name}" : $"{principal.Role.Name} does not hold {permission.Name}", null, denial?.RequiredCapability is not null),
        };
        if (record is null) return new AccessExplanation(denial, Level.None, facts);

        var now = guards.Now;
        var level = Access.LevelOn(principal, record, now);
        facts.AddRange(RecordFactsOf(principal, record, now, level));
        if (Access.Restriction(principal, record) is { } restriction) facts.Add(new AccessFact("restriction", $"Outside the member's {restriction}s", null, true));
        if (record.Lock is { } held) facts.Add(new AccessFact("state", held.Sentence, null, denial?.Code == DenialCode.RecordLocked));
        return new AccessExplanation(denial, level, facts);
    }

    private static IEnumerable<AccessFact> RecordFactsOf(Principal principal, RecordFacts record, DateTimeOffset now, Level level)
    {
        if (record.OwnerId == principal.MemberId) yield return new AccessFact("owner", "Owns this record", Level.Owner, true);
        if (principal.Role.IsAdministrative) yield return new AccessFact("administration", $"{principal.Role.Name} of the organization", Level.Owner, record.OwnerId != principal.MemberId);
        foreach (var grant in record.Grants.Where(grant => grant.CountsAt(now)))
        {
            var mine = grant.ToGroup ? principal.Groups.Contains(grant.SubjectId) : grant.SubjectId == principal.MemberId;
            if (mine) yield return new AccessFact(grant.ToGroup ? "group" : "grant", grant.Source ?? (grant.ToGroup ? "Through a group" : "Granted to this member"), grant.Level, grant.Level == level);
        }

        foreach (var project in record.Projects)
        {
            var through = Access.OnProject(principal, project, now);
            if (through != Level.None) yield return new AccessFact("project", $"Through project {project.Code}", through, through == level);
        }

        var open = Access.Base(principal, record);
        yield return new AccessFact("visibility", record.Visibility == Visibility.Restricted ? "Restricted to its owner, grants and admins" : $"{record.Visibility} can read; {principal.Role.Name} gets its base level", open, open == level && open != Level.None);
    }
}
