using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Works out what every row of a table would do. Preview and import use the same plan, so what was shown is what happens.</summary>
internal sealed class ImportPlanner
{
    private readonly OperationContext context;
    private readonly ImportTable table;
    private readonly ImportPlan plan;
    private readonly SampleSheet sheet;
    private readonly CellReader reader;
    private readonly bool utcTimes;
    private HashSet<long> readableParents = [];

    private ImportPlanner(OperationContext context, ImportTable table, ImportPlan plan, SampleSheet sheet)
    {
        (this.context, this.table, this.plan, this.sheet) = (context, table, plan, sheet);
        Fields = [.. (plan.Columns ?? ImportFields.Guess(table.Headers)).Concat(Enumerable.Repeat<string?>(null, table.Headers.Count)).Take(table.Headers.Count)];
        reader = new CellReader(sheet, TimeZoneInfo.FindSystemTimeZoneById(context.Organization.TimeZone));
        var collected = Fields.ToList().IndexOf("collected_at");
        utcTimes = collected >= 0 && table.Headers[collected].Contains("UTC", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Field key by column; null where the column is ignored.</summary>
    public IReadOnlyList<string?> Fields { get; }

    public IReadOnlyList<PlannedRow> Rows { get; private set; } = [];

    public static async Task<ImportPlanner> PlanAsync(OperationContext context, ImportTable table, ImportPlan plan, CancellationToken ct)
    {
        var planner = new ImportPlanner(context, table, plan, await SampleSheet.LoadAsync(context, ct));
        planner.Rows = [.. table.Rows.Select(row => new PlannedRow(row) { Cells = planner.CellsOf(row) })];
        await planner.MatchAsync(ct);
        await planner.FindParentsAsync(ct);
        foreach (var row in planner.Rows) planner.Work(row);
        await planner.PlaceAsync(ct);
        return planner;
    }

    public PreviewError ErrorOf(PlannedRow row, CellError error)
    {
        var column = Fields.ToList().IndexOf(error.Field);
        return column < 0
            ? new PreviewError(row.Row.Number, null, null, row.Cells.GetValueOrDefault(error.Field), error.Cause, error.Accepted)
            : new PreviewError(row.Row.Number, column, table.Headers[column], row.Row.Cells.ElementAtOrDefault(column), error.Cause, error.Accepted);
    }

    private Dictionary<string, string> CellsOf(ImportRow row)
    {
        var cells = new Dictionary<string, string>(plan.Defaults.Where(pair => StoredText.Clean(pair.Value) is not null), StringComparer.Ordinal);
        for (var i = 0; i < Fields.Count && i < row.Cells.Count; i++)
        {
            if (Fields[i] is { } field && StoredText.Clean(row.Cells[i]) is { } text) cells[field] = text;
        }

        return cells;
    }

    /// <summary>Finds the samples rows are about, and asks the decision for each that would be changed.</summary>
    private async Task MatchAsync(CancellationToken ct)
    {
        var codes = plan.Match == ImportMatch.Code ? Codes(row => row.Cells.GetValueOrDefault("code")) : await CodesByNameAsync(ct);
        var permission = plan.OnMatch == OnMatch.Update ? Permissions.Samples.Edit : Permissions.Records.View;
        var decided = (await context.DecideAsync<Sample>([.. codes.Values.Distinct().Select(code => (RecordRef<Sample>)code)], permission, ct)).ToDictionary(one => one.Ref.Code!);
        foreach (var (row, code) in codes)
        {
            var one = decided[code];
            row.Match = one.Record;
            row.Denial = one.Denial is { Code: DenialCode.NotFound } ? null : one.Denial;
            if (one.Denial is not null) row.Fail(plan.Match == ImportMatch.Code ? "code" : "name", one.Denial.Code == DenialCode.NotFound ? $"No sample has the code {code}. Leave the code empty to make a new one." : one.Denial.Sentence);
        }

        foreach (var twice in codes.GroupBy(pair => pair.Value).Where(group => group.Count() > 1))
            foreach (var (row, code) in twice.Skip(1)) row.Fail("code", $"{code} stands in row {twice.First().Key.Row.Number} too. Keep one row for a sample.");
        readableParents = await SampleSheet.ReadableParentsAsync(context, Rows.Select(row => row.Match).OfType<Sample>(), ct);
    }

    private Dictionary<PlannedRow, string> Codes(Func<PlannedRow, string?> code) =>
        Rows.Where(row => code(row) is not null).ToDictionary(row => row, row => code(row)!.ToUpperInvariant());

    private async Task<Dictionary<PlannedRow, string>> CodesByNameAsync(CancellationToken ct)
    {
        var known = new List<(string Key, string Code)>();
        foreach (var part in Rows.Select(row => FoldedText.Of(row.Cells.GetValueOrDefault("name"))).Where(key => key.Length > 0).Distinct().Chunk(500))
            known.AddRange((await context.Readable<Sample>().Where(row => part.Contains(row.NameKey)).Select(row => new { row.NameKey, row.Code }).ToListAsync(ct)).Select(row => (row.NameKey, row.Code)));
        var byName = known.ToLookup(pair => pair.Key, pair => pair.Code);
        var codes = new Dictionary<PlannedRow, string>();
        foreach (var row in Rows)
        {
            var found = byName[FoldedText.Of(row.Cells.GetValueOrDefault("name"))].ToList();
            if (found is [var one]) codes[row] = one;
            if (found.Count > 1) row.Fail("name", $"{found.Count} samples have this name: {string.Join(", ", found.Order(StringComparer.Ordinal).Take(5))}. Match by code.");
        }

        return codes;
    }

    private async Task FindParentsAsync(CancellationToken ct)
    {
        var codes = Rows.Where(row => row.Match is null).SelectMany(row => CellReader.Codes(row.Cells)).Distinct().ToList();
        var found = (await context.DecideAsync<Sample>([.. codes.Select(code => (RecordRef<Sample>)code)], Permissions.Records.View, ct)).ToDictionary(one => one.Ref.Code!, one => one.Record);
        foreach (var row in Rows.Where(row => row.Match is null))
        {
            var wanted = CellReader.Codes(row.Cells);
            foreach (var missing in wanted.Where(code => found[code] is null)) row.Fail("parents", $"No sample that you may read has the code {missing}.");
            row.Parents = [.. wanted.Select(code => found[code]).OfType<Sample>()];
        }
    }

    /// <summary>One position holds one sample: neither one that is there nor another row of the sheet may have it.</summary>
    private async Task PlaceAsync(CancellationToken ct)
    {
        var wanted = Rows.Where(row => row.State is PreviewState.New or PreviewState.Change && (row.Match is null || SampleStates.Of(row.Match.Domain).Find(row.Match.State) is not { IsEnd: true }))
            .Select(row => (Row: row, Key: Sample.KeyOfPlace(StoredText.Clean(row.Fields!.Location), StoredText.Clean(row.Fields.Position)))).Where(pair => pair.Key is not null).ToLookup(pair => pair.Key!, pair => pair.Row);
        var held = await context.Holdings.HoldersAsync<Sample>(nameof(Sample.PlaceKey), [.. wanted.Select(group => group.Key)], ct);
        foreach (var group in wanted)
        {
            var first = group.First();
            var holder = held.GetValueOrDefault(group.Key);
            foreach (var row in group)
            {
                if (holder is not null && holder.Id != row.Match?.Id) row.Fail("position", SamplePlaces.Sentence(row.Fields!.Location!, row.Fields.Position!, holder));
                else if (row != first) row.Fail("position", $"{row.Fields!.Location}, {row.Fields.Position} is taken by row {first.Row.Number}. One position holds one sample; choose another.");
                if (row.Errors.Count > 0) row.State = PreviewState.Error;
            }
        }
    }

    private void Work(PlannedRow row)
    {
        foreach (var (column, cause) in row.Row.Faults ?? []) row.Fail(column is { } i && i < Fields.Count ? Fields[i] ?? "" : "", cause);
        if (row.Match is not null && plan.OnMatch == OnMatch.Refuse) row.Fail(plan.Match == ImportMatch.Code ? "code" : "name", $"{row.Match.Code} exists already.");
        if (row.Match is { } match) Compare(row, match);
        else MakeNew(row);
        if (row.Errors.Count > 0) row.State = PreviewState.Error;
    }

    private void MakeNew(PlannedRow row)
    {
        row.State = PreviewState.New;
        if (row.Cells.TryGetValue("passage", out var passage) && row.Parents.Count == 0 && passage != "0") row.Fail("passage", "Passage is counted from the parents. Leave it empty.");
        row.Fields = reader.Read(row.Cells, table.DecimalComma, utcTimes, row.Errors);
        row.StartState = CellReader.State(row.Cells, row.Fields.Domain, row.Errors);
        row.Visibility = CellReader.Visibility(row.Cells, row.Errors);
        Check(row, nameRequired: false, row.Parents.Select(parent => parent.Code).ToList());
    }

    /// <summary>An empty cell leaves what is there. Amounts compare as numbers and times to the second, since spreadsheets keep no more.</summary>
    private void Compare(PlannedRow row, Sample match)
    {
        if (plan.OnMatch != OnMatch.Update)
        {
            row.State = PreviewState.Skip;
            return;
        }

        var current = sheet.Cells(match, readableParents);
        var given = row.Cells.Where(pair => pair.Key != "code" && !SameCell(pair.Key, pair.Value, current.GetValueOrDefault(pair.Key))).ToDictionary();
        foreach (var field in given.Keys.Where(key => ImportFields.Find(key) is { FixedOnUpdate: true }))
            row.Fail(field, $"{ImportFields.Find(field)!.Label} of {match.Code} is {current.GetValueOrDefault(field, "empty")}; an import does not change it. Leave the cell empty.");
        row.Changes = [.. given.Select(pair => new PreviewChange(pair.Key, current.GetValueOrDefault(pair.Key), pair.Value))];
        row.State = given.Count == 0 ? PreviewState.Same : PreviewState.Change;
        if (given.Count == 0) return;

        var cells = new Dictionary<string, string>(current, StringComparer.Ordinal);
        foreach (var (key, value) in given) cells[key] = value;

        // What stays was stored with a decimal point and in UTC, whatever the sheet is written in.
        row.Fields = reader.Read(cells, table.DecimalComma && given.ContainsKey("quantity"), utcTimes || !given.ContainsKey("collected_at"), row.Errors);
        if (row.Fields.Domain != match.Domain && match.State != SampleStates.Of(match.Domain).Start.Key) row.Fail("domain", $"Domain stays {SampleRules.Label(match.Domain)}: the sample has left its first state.");
        Check(row, nameRequired: true, match.Parents.Select(link => link.ParentCode).ToList());
    }

    private void Check(PlannedRow row, bool nameRequired, List<string> parents)
    {
        if (row.Errors.Count > 0) return;
        var errors = new FieldErrors();
        row.Fields!.Validate(errors, nameRequired);
        SampleRules.CheckParents(parents, row.Fields.Derivation, errors);
        if (row.Fields is { SpeciesId: { } id, Domain: { } domain }) SampleRules.CheckSpecies(sheet.Species.First(species => species.Id == id), domain, errors);
        SampleRules.CheckSite(row.Fields.SiteId, context, errors);
        SampleRules.CheckCollected(row.Fields.CollectedAt, context, errors);
        if (!errors.Any) return;
        foreach (var (field, messages) in ((Problem.Invalid)errors.ToProblem()).Fields)
            foreach (var message in messages) row.Fail(field, message);
    }

    private bool SameCell(string field, string given, string? current)
    {
        if (given == current) return true;
        if (current is null) return field == "sensitive" && FoldedText.Of(given) == "no";
        var errors = new List<CellError>();
        var one = new Dictionary<string, string> { [field] = given };
        return field switch
        {
            "quantity" => AmountText.Parse(given, field, table.DecimalComma).Text is { } number && AmountText.Value(number) == AmountText.Value(current),
            "unit" => Units.Find(given)?.Symbol == current,
            "collected_at" => reader.Read(one, table.DecimalComma, utcTimes, errors).CollectedAt?.UtcDateTime.ToString(SampleSheet.TimeFormat, System.Globalization.CultureInfo.InvariantCulture) == current,
            "parents" => CellReader.Codes(one).Order(StringComparer.Ordinal).SequenceEqual(current.Split("; ")),
            "species" or "site" or "domain" or "kind" or "derivation" or "sensitive" => SameWord(reader.Read(one, false, false, errors), reader.Read(new() { [field] = current }, false, false, [])) && errors.Count == 0,
            "state" or "visibility" => FoldedText.Of(given).Replace(' ', '_') == current,
            _ => false,
        };
    }

    private static bool SameWord(SampleFields a, SampleFields b) =>
        (a.SpeciesId, a.SiteId, a.Domain, a.Kind, a.Derivation, a.Sensitive) == (b.SpeciesId, b.SiteId, b.Domain, b.Kind, b.Derivation, b.Sensitive);
}
