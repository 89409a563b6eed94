namespace FlaskTrack.Core.Accounts;

/// <summary>What came of a try to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>A session was made; the door gives its id to the browser or client.</summary>
    public sealed record SignedIn(StartedSession Session) : SignInOutcome;

    /// <summary>The password was right and a second factor is due within ten minutes.</summary>
    /// <param name="Ticket">A secret that stands for the password until then.</param>
    public sealed record NeedsSecondFactor(string Ticket) : SignInOutcome;

    /// <summary>Refused with a sentence that does not tell whether there is such an account.</summary>
    public sealed record Refused(string Sentence) : SignInOutcome;

    internal static readonly Refused NoMatch = new("Name and password do not match. Check both and try again.");

    internal static readonly Refused WrongCode = new("This code is not right or was used before. Wait for the next one and try again.");

    internal static readonly Refused TooLate = new("This took too long. Sign in again.");

    internal static Refused Wait(TimeSpan wait) => new($"Too many tries. Try again in {Words(wait)}.");

    private static string Words(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        if (seconds <= 90) return seconds == 1 ? "1 second" : $"{seconds} seconds";
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return $"{minutes} minutes";
    }
}

/// <summary>A session as the door needs it.</summary>
public sealed record StartedSession(string Id, long UserId, string Authentication);
