using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>One sample with all that its page shows.</summary>
public sealed record GetSample(RecordRef<Sample> Record) : IQuery<GetSample, SampleView>, IOnRecord<Sample>
{
    public static Permission Requires => Permissions.Records.View;
}

internal sealed class GetSampleHandler : IHandler<GetSample, SampleView>
{
    public Task<Result<SampleView>> HandleAsync(GetSample operation, OperationContext context, CancellationToken ct) => throw new NotSupportedException();
}
