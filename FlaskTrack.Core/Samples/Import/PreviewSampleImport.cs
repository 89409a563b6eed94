using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Shows what an import would do, row by row, checked by the rules of creation and editing. Nothing is written.</summary>
public sealed record PreviewSampleImport(ImportTable Table, ImportPlan Plan) : IQuery<PreviewSampleImport, ImportPreview>, IValidated
{
    public const int MostRows = 100_000;

    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors) => ImportChecks.Validate(Table, Plan, errors);
}

/// <param name="Columns">What each column was taken for, in the order of the headings.</param>
/// <param name="Ignored">Headings that go nowhere.</param>
public sealed record ImportPreview(IReadOnlyList<ImportColumn> Columns, IReadOnlyList<string> Ignored, IReadOnlyList<PreviewRow> Rows, int New, int Changed, int Same, int Skipped, int Errors);

/// <param name="Field">Key of the field; null where ignored.</param>
public sealed record ImportColumn(int Index, string Header, string? Field);

public enum PreviewState
{
    New,
    Change,
    Same,
    Skip,
    Error,
}

/// <param name="Code">The sample it would change; null for a new one.</param>
public sealed record PreviewRow(int Number, PreviewState State, string? Code, string? Name, IReadOnlyList<PreviewChange> Changes, IReadOnlyList<PreviewError> Errors);

public sealed record PreviewChange(string Field, string? Before, string? After);

/// <param name="Column">From 0; null where it concerns the whole row.</param>
/// <param name="Accepted">Values that would be taken, where they can be listed.</param>
public sealed record PreviewError(int Row, int? Column, string? Header, string? Value, string Cause, IReadOnlyList<string> Accepted);

internal sealed class PreviewSampleImportHandler : IHandler<PreviewSampleImport, ImportPreview>
{
    public async Task<Result<ImportPreview>> HandleAsync(PreviewSampleImport operation, OperationContext context, CancellationToken ct)
    {
        if (context.Decide(Permissions.Samples.Create) is { } denial) return new Problem.Refused(denial);
        var planner = await ImportPlanner.PlanAsync(context, operation.Table, operation.Plan, ct);
        var rows = planner.Rows.Select(row => new PreviewRow(row.Row.Number, row.State, row.Match?.Code, row.Cells.GetValueOrDefault("name"), row.Changes, [.. row.Errors.Select(error => planner.ErrorOf(row, error))])).ToList();
        int Of(PreviewState state) => rows.Count(row => row.State == state);
        var columns = operation.Table.Headers.Select((header, i) => new ImportColumn(i, header, planner.Fields[i])).ToList();
        return new ImportPreview(columns, [.. columns.Where(column => column.Field is null).Select(column => column.Header)], rows, Of(PreviewState.New), Of(PreviewState.Change), Of(PreviewState.Same), Of(PreviewState.Skip), Of(PreviewState.Error));
    }
}
