namespace FlaskTrack.E2E.Looks;

/// <summary>How one routed page is looked at.</summary>
/// <param name="Route">Its template, as the page declares it.</param>
/// <param name="Name">Name of its pictures.</param>
/// <param name="Role">The demo's person who opens it; null is nobody signed in.</param>
public sealed record PageExample(string Route, string Name, string? Role)
{
    /// <summary>The address that is opened, where it is not the template itself; names in braces are filled in by <see cref="LooksData"/>.</summary>
    public string Path { get; init; } = Route;

    /// <summary>Where the page goes on to by itself; null where it stays.</summary>
    public string? LeadsTo { get; init; }

    /// <summary>What the address answers; a browser writes any fault among them to its console too.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Looked at in an installation without demo, in development: set-up and the components of the kit.</summary>
    public bool IsBare { get; init; }

    /// <summary>A plain page, which has no circuit to wait for.</summary>
    public bool IsPlain { get; init; }
}
