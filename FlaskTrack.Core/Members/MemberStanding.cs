namespace FlaskTrack.Core.Members;

/// <summary>What a membership is at an instant.</summary>
public enum MemberStatus
{
    Active,
    NotStarted,
    Suspended,
    Expired,
    Removed,
}

/// <summary>Reads the status from what is stored and the clock, so that a start or an end needs no job.</summary>
public static class MemberStanding
{
    public static MemberStatus Of(MembershipStatus status, DateTimeOffset? startsAt, DateTimeOffset? endsAt, DateTimeOffset now) => status switch
    {
        MembershipStatus.Removed => MemberStatus.Removed,
        _ when endsAt <= now => MemberStatus.Expired,
        MembershipStatus.Suspended => MemberStatus.Suspended,
        MembershipStatus.Active => startsAt > now ? MemberStatus.NotStarted : MemberStatus.Active,
        _ => throw new InvalidOperationException($"Membership status {status} has no standing."),
    };

    public static MemberStatus StatusAt(this Membership membership, DateTimeOffset now) => Of(membership.Status, membership.StartsAt, membership.EndsAt, now);
}
