using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Writes a planned sheet in the transaction of the operation: at once for a small one, as a job for a large one.</summary>
internal sealed class ImportWriter
{
    private const int MostMessages = 100;

    /// <summary>Rows between two reports; each report saves, so that progress is what is written.</summary>
    private const int Part = 250;

    private readonly OperationContext context;
    private readonly ImportPlanner planner;
    private readonly ImportTable table;
    private readonly ImportPlan plan;
    private readonly IProgress<JobStep>? progress;
    private readonly List<PlannedRow> made;
    private readonly List<PlannedRow> changed;
    private int done;

    private ImportWriter(OperationContext context, ImportPlanner planner, ImportTable table, ImportPlan plan, IProgress<JobStep>? progress)
    {
        (this.context, this.planner, this.table, this.plan, this.progress) = (context, planner, table, plan, progress);
        made = planner.Rows.Where(row => row.State == PreviewState.New).ToList();
        changed = planner.Rows.Where(row => row.State == PreviewState.Change).ToList();
    }

    public int Written => made.Count + changed.Count;

    public int Skipped => planner.Rows.Count - Written;

    /// <summary>Works out every row under the caller's present rights; a problem where one row may not be written.</summary>
    public static async Task<Result<ImportWriter>> PlanAsync(OperationContext context, ImportTable table, ImportPlan plan, IProgress<JobStep>? progress, CancellationToken ct)
    {
        if (context.Decide(Permissions.Samples.Create) is { } denial) return new Problem.Refused(denial);
        progress?.Report(new JobStep("Checking rows", 0, table.Rows.Count));
        var planner = await ImportPlanner.PlanAsync(context, table, plan, ct);
        if (Refusal(planner) is { } problem) return problem;
        return new ImportWriter(context, planner, table, plan, progress);
    }

    /// <summary>Makes and changes the samples and finishes the import's record.</summary>
    public async Task<ImportOutcome> WriteAsync(SampleImport import, CancellationToken ct)
    {
        context.ActThrough("import", $"Import {import.Code} of {import.FileName}");
        import.Rows = planner.Rows.Count;
        import.Created = made.Count;
        import.Changed = changed.Count;
        import.Skipped = Skipped;
        import.At = context.Now;
        import.Columns = table.Headers.Zip(planner.Fields).Where(pair => pair.Second is not null).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second!);
        import.Match = plan.Match;
        import.OnMatch = plan.OnMatch;
        import.State = ImportState.Done;
        var created = await CreateAsync(import.Code, ct);
        foreach (var part in changed.Chunk(Part))
        {
            foreach (var row in part) Change(row);
            await ReportAsync(part.Length, ct);
        }

        context.Notify(new NoticeDraft(NotificationKind.ImportDone, $"Import {import.Code} is done") { Members = [import.ById], Text = $"{created.Count} new, {changed.Count} changed, {Skipped} left as they are.", Href = $"/imports/{import.Code}" });
        await context.SaveAsync(ct);
        return new ImportOutcome(import.Code, [.. created.Select(SavedSample.Of)], [.. changed.Select(row => SavedSample.Of(row.Match!))], Skipped);
    }

    /// <summary>A refusal of the access model comes before errors of the cells: it is audited, and no correction of the sheet lifts it.</summary>
    private static Problem? Refusal(ImportPlanner planner)
    {
        var denied = planner.Rows.Where(row => row.Denial is not null).ToList();
        if (denied.Count > 0) return new Problem.Refused(denied[0].Denial! with { Lines = [.. denied.Take(MostMessages).Select(row => new DeniedLine($"Row {row.Row.Number}", row.Denial!.Code, row.Denial.Sentence))] });
        var errors = new FieldErrors();
        foreach (var row in planner.Rows.Where(row => row.State == PreviewState.Error).Take(MostMessages))
            foreach (var error in row.Errors) errors.Add($"rows[{row.Row.Number}].{(error.Field.Length == 0 ? "row" : error.Field)}", error.Cause);
        return errors.Any ? errors.ToProblem() : null;
    }

    private async Task<List<Sample>> CreateAsync(string import, CancellationToken ct)
    {
        if (made.Count == 0) return [];
        var codes = await context.NextCodesAsync("SMP", made.Count, ct);
        var samples = new List<Sample>(made.Count);
        foreach (var part in made.Zip(codes).Chunk(Part))
        {
            foreach (var (row, code) in part)
            {
                var sample = NewSample.Of(context, code, row.Fields! with { Name = row.Fields!.Name ?? code }, row.StartState, row.Visibility, row.Parents);
                sample.ImportCode = import;
                context.Add(sample);
                samples.Add(sample);
            }

            await ReportAsync(part.Length, ct);
        }

        return samples;
    }

    private async Task ReportAsync(int rows, CancellationToken ct)
    {
        if (progress is null) return;
        await context.SaveAsync(ct);
        done += rows;
        progress.Report(new JobStep("Writing samples", done, Written));
    }

    private void Change(PlannedRow row)
    {
        var sample = row.Match!;
        var moved = row.Fields!.Domain != sample.Domain;
        SampleRules.Apply(sample, SampleMask.Keep(sample, row.Fields, context));
        if (moved) sample.MoveTo(SampleStates.Of(sample.Domain).Start.Key, context.Now);
    }
}
