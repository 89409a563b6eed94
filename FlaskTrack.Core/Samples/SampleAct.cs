using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>What can be done to many samples at once.</summary>
public enum SampleAct
{
    State,
    Visibility,
    Site,
    Transfer,
    Archive,
    Restore,
    Delete,
}

internal static class SampleActRights
{
    /// <summary>The permission that the act's own operation requires.</summary>
    public static Permission Requires(this SampleAct act) => act switch
    {
        SampleAct.State => ChangeSampleStates.Requires,
        SampleAct.Visibility => SetSamplesAccess.Requires,
        SampleAct.Site => SetSamplesSite.Requires,
        SampleAct.Transfer => TransferSamples.Requires,
        SampleAct.Archive => ArchiveSamples.Requires,
        SampleAct.Restore => RestoreSamples.Requires,
        SampleAct.Delete => DeleteSamples.Requires,
        _ => throw new InvalidOperationException($"Act {act} has no operation."),
    };
}
