namespace FlaskTrack.E2E.Support;

/// <summary>Somebody who has an account only for one journey.</summary>
public sealed record Person(string FullName, string Email, string UserName, string Password)
{
    private static int made;

    public static Person New(string name)
    {
        var user = $"{name.ToLowerInvariant().Replace(' ', '.')}{Interlocked.Increment(ref made)}";
        return new Person(name, $"{user}@newcomers.example", user, "two grey herons at the weir");
    }
}
