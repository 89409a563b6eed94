namespace FlaskTrack.Core.Accounts;

/// <summary>Whether the demo's people may sign in. Their passwords are printed at every start, so they count nowhere else.</summary>
public sealed record DemoMode(bool IsOn)
{
    internal bool Refuses(User user) => user.IsDemo && !IsOn;
}
