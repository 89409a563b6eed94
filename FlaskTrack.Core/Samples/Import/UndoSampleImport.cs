using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Archives what an import made, within 24 hours and where nothing was built on it since. What it changed is not changed back.</summary>
public sealed record UndoSampleImport(string Code, string Reason) : ICommand<UndoSampleImport, SavedSamples>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors) => errors.Text("reason", "Reason", Reason, 1000);
}

internal sealed class UndoSampleImportHandler : IHandler<UndoSampleImport, SavedSamples>
{
    public Task<Result<SavedSamples>> HandleAsync(UndoSampleImport operation, OperationContext context, CancellationToken ct) => throw new NotSupportedException();
}
