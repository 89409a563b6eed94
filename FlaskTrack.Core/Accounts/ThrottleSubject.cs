namespace FlaskTrack.Core.Accounts;

/// <summary>What wrong tries are counted for: each row is counted on its own, and a wait of one is a wait. SECURITY: a stranger reaches the row of their own
/// address long before the one of all addresses, so nobody keeps somebody else out from one place (ASVS 6.3.1).</summary>
internal readonly record struct ThrottleSubject(IReadOnlyList<ThrottleRow> Rows)
{
    private const int FromOnePlace = 5;
    private const int PasswordsFromEverywhere = 50;
    private const int CodesFromEverywhere = 20;

    /// <summary>Passwords at the sign-in.</summary>
    /// <param name="name">Normalized; counted where no account has it.</param>
    public static ThrottleSubject SignIn(User? user, string name, Visitor visitor) => Of(user is null ? $"name:{name}" : $"account:{user.Id}", PasswordsFromEverywhere, visitor);

    /// <summary>Authenticator and recovery codes of somebody who gave the password or followed a link.</summary>
    public static ThrottleSubject Code(long userId, Visitor visitor) => Of($"code:{userId}", CodesFromEverywhere, visitor);

    /// <summary>Passwords given again in a session: no stranger comes here, so no stranger's tries count here.</summary>
    public static ThrottleSubject Confirm(long userId) => new([new($"confirm:{userId}", FromOnePlace)]);

    public static ThrottleSubject Setup { get; } = new([new("setup", FromOnePlace)]);

    private static ThrottleSubject Of(string key, int fromEverywhere, Visitor visitor) => new([new($"{key}@{AddressPrefix.Of(visitor.Ip)}", FromOnePlace), new(key, fromEverywhere)]);
}

/// <param name="Most">Tries within the window before waits begin.</param>
internal readonly record struct ThrottleRow(string Key, int Most);
