using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Makes and changes the samples of a table in one transaction: all rows or none.</summary>
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
    private const int MostMessages = 100;

    public async Task<Result<ImportOutcome>> HandleAsync(ImportSamples operation, OperationContext context, CancellationToken ct)
    {
        if (context.Decide(Permissions.Samples.Create) is { } denial) return new Problem.Refused(denial);
        var planner = await ImportPlanner.PlanAsync(context, operation.Table, operation.Plan, ct);
        if (Refusal(planner) is { } problem) return problem;

        var made = planner.Rows.Where(row => row.State == PreviewState.New).ToList();
        var changed = planner.Rows.Where(row => row.State == PreviewState.Change).ToList();
        var skipped = planner.Rows.Count - made.Count - changed.Count;
        if (made.Count + changed.Count == 0) return new ImportOutcome(null, [], [], skipped);

        var code = await context.NextCodeAsync("IMP", ct);
        context.ActThrough("import", $"Import {code} of {StoredText.Clean(operation.FileName)}");
        context.Add(Record(operation, context, planner, code, made.Count, changed.Count));
        if (operation.UploadId is { } id && await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == id && row.MemberId == context.Principal.MemberId, ct) is { } upload) upload.ImportCode = code;
        var created = await CreateAsync(context, made, code, ct);
        foreach (var row in changed) Change(context, row);
        context.Notify(new NoticeDraft(NotificationKind.ImportDone, $"Import {code} is done") { Members = [context.Principal.MemberId], Text = $"{created.Count} new, {changed.Count} changed, {skipped} left as they are.", Href = $"/imports/{code}" });
        await context.SaveAsync(ct);
        return new ImportOutcome(code, [.. created.Select(SavedSample.Of)], [.. changed.Select(row => SavedSample.Of(row.Match!))], skipped);
    }

    private static SampleImport Record(ImportSamples operation, OperationContext context, ImportPlanner planner, string code, int made, int changed) => new()
    {
        Code = code,
        FileName = StoredText.Clean(operation.FileName)!,
        Rows = planner.Rows.Count,
        Created = made,
        Changed = changed,
        Skipped = planner.Rows.Count - made - changed,
        ById = context.Principal.MemberId,
        At = context.Now,
        Columns = operation.Table.Headers.Zip(planner.Fields).Where(pair => pair.Second is not null).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second!),
        Match = operation.Plan.Match,
        OnMatch = operation.Plan.OnMatch,
    };

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

    private static async Task<List<Sample>> CreateAsync(OperationContext context, List<PlannedRow> rows, string import, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        var codes = await context.NextCodesAsync("SMP", rows.Count, ct);
        var samples = new List<Sample>(rows.Count);
        foreach (var (row, code) in rows.Zip(codes))
        {
            var sample = NewSample.Of(context, code, row.Fields! with { Name = row.Fields!.Name ?? code }, row.StartState, row.Visibility, row.Parents);
            sample.ImportCode = import;
            context.Add(sample);
            samples.Add(sample);
        }

        return samples;
    }

    private static void Change(OperationContext context, PlannedRow row)
    {
        var sample = row.Match!;
        var moved = row.Fields!.Domain != sample.Domain;
        SampleRules.Apply(sample, SampleMask.Keep(sample, row.Fields, context));
        if (moved) sample.MoveTo(SampleStates.Of(sample.Domain).Start.Key, context.Now);
    }
}
