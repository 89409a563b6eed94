using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Bounds of an import.</summary>
internal static class ImportChecks
{
    public static readonly TimeSpan UndoWithin = TimeSpan.FromHours(24);

    /// <summary>An import is stopped by whoever asked for it, and by admins.</summary>
    public static bool MayStop(SampleImport import, OperationContext context) => import.ById == context.Principal.MemberId || context.Principal.Role.IsAdministrative;

    public static void Validate(ImportTable table, ImportPlan plan, FieldErrors errors)
    {
        if (table.Headers.Count is 0 or > 200) errors.Add("table", $"The sheet has {table.Headers.Count} columns; 1 to 200 are read.");
        if (table.Rows.Count == 0) errors.Add("table", "The sheet has no rows below its headings.");
        if (table.Rows.Count > PreviewSampleImport.MostRows) errors.Add("table", $"The sheet has {table.Rows.Count} rows; at most {PreviewSampleImport.MostRows} are read.");
        if (plan.Columns is not { } columns) return;
        if (columns.Count > table.Headers.Count) errors.Add("columns", "The mapping has more columns than the sheet.");
        foreach (var unknown in columns.Where(field => field is not null && ImportFields.Find(field) is null).Distinct()) errors.Add("columns", $"\"{unknown}\" is not a field of a sample.");
        foreach (var twice in columns.Where(field => field is not null).GroupBy(field => field).Where(group => group.Count() > 1)) errors.Add("columns", $"Two columns are mapped to \"{twice.Key}\". Keep one of them.");
    }
}
