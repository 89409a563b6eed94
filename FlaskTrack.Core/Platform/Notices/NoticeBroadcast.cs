namespace FlaskTrack.Core.Platform.Notices;

/// <summary>Tells open pages of this process, right after the commit, that members have new notices or read old ones. Pages of other processes see them
/// when they are opened.</summary>
public sealed class NoticeBroadcast
{
    /// <summary>Organization and membership.</summary>
    public event Action<long, long>? Changed;

    internal void Raise(ICollection<(long OrganizationId, long MemberId)> noticed)
    {
        foreach (var (organization, member) in noticed.Distinct()) Changed?.Invoke(organization, member);
        noticed.Clear();
    }
}
