using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Makes and changes the samples of a table in one transaction: all rows or none.</summary>
public sealed record ImportSamples(string FileName, ImportTable Table, ImportPlan Plan) : ICommand<ImportSamples, ImportOutcome>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        errors.Text("file_name", "File name", FileName, 255);
        ImportChecks.Validate(Table, Plan, errors);
    }
}

/// <param name="Code">Of the import record; null where there was nothing to write.</param>
public sealed record ImportOutcome(string? Code, IReadOnlyList<SavedSample> Created, IReadOnlyList<SavedSample> Changed, int Skipped);

internal sealed class ImportSamplesHandler : IHandler<ImportSamples, ImportOutcome>
{
    public Task<Result<ImportOutcome>> HandleAsync(ImportSamples operation, OperationContext context, CancellationToken ct) => throw new NotSupportedException();
}
