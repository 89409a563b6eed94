namespace FlaskTrack.Core.Platform.Operations;

/// <summary>A row about work that the platform itself carries out, such as an evidence packet or an import. Its state, and nothing of any other row, may be
/// written by a job in the platform's own name (<see cref="JobStore"/>).</summary>
public interface IJobRecord
{
    /// <summary>The member the work is done for.</summary>
    long RequesterId { get; }
}
