namespace FlaskTrack.Core.Platform.Operations;

/// <summary>A record about work that the platform itself carries out, such as an evidence packet. Its state, and nothing of any other record, may be
/// written by a job in the platform's own name (<see cref="JobStore"/>).</summary>
public interface IJobRecord : Tenancy.ITenantOwned
{
    long Id { get; }

    /// <summary>Membership of whoever asked for it.</summary>
    long CreatedById { get; }
}
