namespace FlaskTrack.Core.Platform.Security;

/// <summary>Tells open pages of this process, right after the commit, that somebody's rights or sessions changed. Pages of other processes learn it by
/// reading the epoch; decisions never depend on either.</summary>
public sealed class AccessBroadcast
{
    /// <summary>An organization's access epoch rose; the argument is its id.</summary>
    public event Action<long>? OrganizationChanged;

    /// <summary>A person's sessions or account changed; the argument is the account id.</summary>
    public event Action<long>? UserChanged;

    internal void Raise(long organizationId, bool accessChanged, IEnumerable<long> users)
    {
        if (accessChanged) OrganizationChanged?.Invoke(organizationId);
        foreach (var user in users) UserChanged?.Invoke(user);
    }
}
