using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>The sample as a change begins with it: decided as the change itself is, so that the answer and the audit log name what was tried.</summary>
public sealed record GetSampleToEdit(RecordRef<Sample> Record) : IQuery<GetSampleToEdit, SampleView>, IOnRecord<Sample>
{
    public static Permission Requires => Permissions.Samples.Edit;
}

internal sealed class GetSampleToEditHandler : IHandler<GetSampleToEdit, SampleView>
{
    public async Task<Result<SampleView>> HandleAsync(GetSampleToEdit operation, OperationContext context, CancellationToken ct) => await GetSampleHandler.ViewAsync(context, ct);
}
