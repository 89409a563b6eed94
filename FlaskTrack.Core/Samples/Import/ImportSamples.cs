using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Makes and changes the samples of a table in one transaction: all rows or none. A larger sheet goes through <see cref="RequestSampleImport"/>, which keeps nobody waiting.</summary>
public sealed record ImportSamples(string FileName, ImportTable Table, ImportPlan Plan) : ICommand<ImportSamples, ImportOutcome>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    /// <summary>The kept upload the table came from, which is then done with; null for none.</summary>
    public long? UploadId { get; init; }

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
    public async Task<Result<ImportOutcome>> HandleAsync(ImportSamples operation, OperationContext context, CancellationToken ct)
    {
        var writer = await ImportWriter.PlanAsync(context, operation.Table, operation.Plan, null, ct);
        if (!writer.IsOk) return writer.Problem;
        if (writer.Value.Written == 0) return new ImportOutcome(null, [], [], writer.Value.Skipped);

        var import = new SampleImport { Code = await context.NextCodeAsync("IMP", ct), FileName = StoredText.Clean(operation.FileName)!, ById = context.Principal.MemberId };
        context.Add(import);
        if (operation.UploadId is { } id && await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == id && row.MemberId == context.Principal.MemberId, ct) is { } upload) upload.ImportCode = import.Code;
        return await writer.Value.WriteAsync(import, ct);
    }
}
