using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>An empty sheet with every heading an import knows; the workbook has a second sheet with the values this organization accepts.</summary>
public sealed record GetImportTemplate(ExportFormat Format = ExportFormat.Xlsx) : IQuery<GetImportTemplate, ExportFile>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        if (Format is not (ExportFormat.Csv or ExportFormat.Xlsx)) errors.Add("format", "Format must be csv or xlsx.");
    }
}

internal sealed class GetImportTemplateHandler : IHandler<GetImportTemplate, ExportFile>
{
    public async Task<Result<ExportFile>> HandleAsync(GetImportTemplate operation, OperationContext context, CancellationToken ct)
    {
        // A code is for changing samples that exist; the number of passages follows from the parents.
        var columns = ImportFields.All.Where(field => field.Key != "passage").Select(field => new ExportColumn(field.Label)).ToList();
        using var stream = new MemoryStream();
        if (operation.Format == ExportFormat.Csv)
        {
            await CsvExport.WriteAsync(stream, columns, Array.Empty<ExportCell[]>(), ct: ct);
            return SheetExport.Of("samples-template.csv", "text/csv; charset=utf-8", stream.ToArray(), 0);
        }

        var species = await context.Rows<Species>().AsNoTracking().Where(row => !row.Archived).OrderBy(row => row.ScientificName).Select(row => row.ScientificName).ToListAsync(ct);
        var sites = await context.Rows<Site>().AsNoTracking().Where(row => !row.Archived).OrderBy(row => row.Name).Select(row => row.Name).ToListAsync(ct);
        await using (var workbook = new WorkbookWriter(stream, new WorkbookInfo("Samples", context.Organization.Name, context.Now)))
        {
            await workbook.WriteSheetAsync("Samples", columns, Array.Empty<ExportCell[]>(), ct);
            await workbook.WriteSheetAsync("Accepted values", [new("Domain"), new("Species"), new("Kind"), new("Derivation"), new("Unit"), new("Site"), new("Visibility")], Accepted(species, sites), ct);
            await workbook.FinishAsync(ct);
        }

        return SheetExport.Of("samples-template.xlsx", SheetExport.Xlsx, stream.ToArray(), 0);
    }

    private static IEnumerable<ExportCell[]> Accepted(List<string> species, List<string> sites)
    {
        IReadOnlyList<string>[] lists =
        [
            [.. Enum.GetValues<Domain>().Select(SampleSheet.Word)], species, [.. Enum.GetValues<SampleKind>().Select(SampleSheet.Word)], [.. Enum.GetValues<Derivation>().Select(SampleSheet.Word)],
            [.. Units.All.Select(unit => unit.Symbol)], sites, ["organization", "restricted"],
        ];
        for (var row = 0; row < lists.Max(list => list.Count); row++) yield return [.. lists.Select(list => ExportCell.Text(list.ElementAtOrDefault(row)))];
    }
}
