using System.Globalization;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>The rows of a kept upload that cannot be written, as a sheet to correct and upload again: row, what is wrong, then the columns as they came.</summary>
public sealed record ExportImportErrors(long UploadId) : IQuery<ExportImportErrors, ExportFile>
{
    public static Permission Requires => Permissions.Records.Import;
}

internal sealed class ExportImportErrorsHandler : IHandler<ExportImportErrors, ExportFile>
{
    public async Task<Result<ExportFile>> HandleAsync(ExportImportErrors operation, OperationContext context, CancellationToken ct)
    {
        if (context.Decide(Permissions.Samples.Create) is { } denial) return new Problem.Refused(denial);
        var upload = await context.Rows<SampleUpload>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == operation.UploadId && row.MemberId == context.Principal.MemberId, ct);
        if (upload is null) return Problem.NotFound;
        var table = UploadContent.Correct(UploadContent.Unpack(upload.Content), UploadContent.Read<List<CellCorrection>>(upload.Corrections));
        var planner = await ImportPlanner.PlanAsync(context, table, UploadContent.Read<ImportPlan>(upload.Plan), ct);

        ExportColumn[] columns = [new("Row", ColumnKind.Integer), new("What is wrong", Width: 60), new("Accepted", Width: 40), .. table.Headers.Select(header => new ExportColumn(header))];
        var wrong = planner.Rows.Where(row => row.State == PreviewState.Error).ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(upload.FileName)}-errors.xlsx");
        return await SheetExport.WorkbookAsync(context, name, "Errors", columns, wrong.Select(row => Line(planner, row)), wrong.Count, ct);
    }

    private static ExportCell[] Line(ImportPlanner planner, PlannedRow row)
    {
        var errors = row.Errors.Select(error => planner.ErrorOf(row, error)).ToList();
        return
        [
            row.Row.Number,
            string.Join("\n", errors.Select(error => error.Header is null ? error.Cause : $"{error.Header}: {error.Cause}")),
            string.Join("\n", errors.Where(error => error.Accepted.Count is > 0 and <= 20).Select(error => string.Join(", ", error.Accepted))),
            .. row.Row.Cells.Select(cell => ExportCell.Text(cell)),
        ];
    }
}
