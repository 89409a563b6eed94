using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Demo;

/// <summary>Half a year of one lab, week by week. The same number tells the same story; only the dates follow the day it is told on.</summary>
internal sealed class DemoStory(DemoStage stage, DemoLab lab, DemoMembers members, int number)
{
    /// <summary>No sample is made in the last week, so that a demo made on a Monday has as many as one made on a Friday.</summary>
    public const int Weeks = 26;

    private readonly Random random = new(number);
    private readonly List<DemoBatch> batches = [];
    private readonly HashSet<(string Location, int Place)> taken = [];
    private Dictionary<string, long> species = [];
    private int spoiled;
    private int remarked;

    public int SampleCount => batches.Sum(batch => batch.Samples.Count);

    public async Task OpenAsync(CancellationToken ct) =>
        species = (await stage.DoAsync(members.As(Role.Scientist), new FindSpecies(), ct)).ToDictionary(row => row.ScientificName, row => row.Id, StringComparer.Ordinal);

    /// <summary>The acts of a week in their order; the caller spreads them over its days.</summary>
    public List<Func<CancellationToken, Task>> Week(int week)
    {
        var acts = new List<Func<CancellationToken, Task>>();
        foreach (var line in lab.Lines)
        {
            foreach (var (index, step) in line.Steps.Index().Where(pair => line.Week + pair.Item.After == week)) acts.Add(ct => MakeAsync(line, step, index, week, ct));
        }

        foreach (var batch in batches.Where(batch => batch.Week < week && batch.Step.Kind != SampleKind.GlycerolStock))
        {
            if (random.NextDouble() < 0.4) acts.Add(ct => MoveAsync(batch, ct));
            if (random.NextDouble() < 0.035) acts.Add(ct => SpoilAsync(batch, ct));
            if (week - batch.Week > 8 && random.NextDouble() < 0.2) acts.Add(ct => ArchiveAsync(batch, ct));
        }

        for (var i = 0; i < 2 && batches.Count > 0; i++) acts.Add(RemarkAsync);
        acts.AddRange(new DemoOccasions(stage, lab, members, batches).Of(week));
        return acts;
    }

    private async Task MakeAsync(DemoLine line, DemoStep step, int index, int week, CancellationToken ct)
    {
        var before = index == 0 ? [] : batches.Where(batch => batch.Line == line && batch.Step == line.Steps[index - 1]).SelectMany(batch => batch.Samples).Where(sample => sample.IsAlive).ToList();
        var batch = new DemoBatch(line, step, week);
        foreach (var (start, count) in step.Count > 3 && before.Count > 1 ? new[] { (1, step.Count / 2), ((step.Count / 2) + 1, step.Count - (step.Count / 2)) } : [(1, step.Count)])
        {
            var parents = before.Count == 0 ? [] : new[] { before[random.Next(before.Count)].Code };
            before.RemoveAll(sample => parents.Contains(sample.Code));
            await MakeAsync(batch, Fields(line, step, before.Count + parents.Length > 0), start, count, parents, ct);
        }

        batches.Add(batch);
    }

    private async Task MakeAsync(DemoBatch batch, SampleFields fields, int start, int count, string[] parents, CancellationToken ct)
    {
        // Vessels are numbered on through both halves of a batch.
        for (var i = 0; i < count; i++)
        {
            var given = fields with { Name = $"{batch.Line.Name} {batch.Step.Suffix} {start + i:00}", Position = FreePosition(fields.Location) };
            var made = await stage.DoAsync(members.As(Maker(batch.Line)), new CreateSample(given) { Parents = [.. parents.Select(RecordRef<Sample>.Parse)], Visibility = batch.Step.Restricted ? Visibility.Restricted : null }, ct);
            batch.Samples.Add(new DemoSample(made.Samples[0].Code, SampleStates.Of(batch.Line.Domain).Start.Key, given));
            stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddSeconds(random.Next(25, 90)));
        }
    }

    /// <summary>A position of the shelf that no sample had before: the one drawn, or the next free one after it.</summary>
    private string FreePosition(string? location)
    {
        var place = (random.Next(6) * 12) + random.Next(12);
        while (!taken.Add((location ?? "", place))) place++;
        return $"{(char)('A' + (place / 12))}{(place % 12) + 1}";
    }

    private SampleFields Fields(DemoLine line, DemoStep step, bool derived) => new()
    {
        Domain = line.Domain,
        SpeciesId = species[line.Species],
        Kind = step.Kind,
        Derivation = derived ? step.Derivation : null,
        Quantity = step.Quantity,
        Unit = step.Unit,
        Location = step.Location,
        CollectedAt = stage.Clock.GetUtcNow().AddMinutes(-random.Next(5, 45)),
        Source = derived ? null : line.Source,
        SiteId = members.Sites[step.Site],
        Sensitive = step.Sensitive,
        Notes = step.Notes,
        CustomFields = step.CustomFields,
    };

    private async Task MoveAsync(DemoBatch batch, CancellationToken ct)
    {
        foreach (var group in batch.Samples.Where(sample => sample.IsAlive).GroupBy(sample => sample.State).ToList())
        {
            if (Next(batch.Line.Domain, group.Key) is not { } to) continue;
            await stage.DoAsync(members.As(batch.Step.Restricted || batch.Step.Sensitive ? Maker(batch.Line) : Role.Technician), new ChangeSampleStates([.. group.Select(sample => RecordRef<Sample>.Parse(sample.Code))], to), ct);
            foreach (var sample in group) sample.State = to;
        }
    }

    private async Task SpoilAsync(DemoBatch batch, CancellationToken ct)
    {
        if (batch.Samples.FirstOrDefault(sample => sample.IsAlive) is not { } sample) return;
        var before = sample.State;
        await stage.DoAsync(members.As(Maker(batch.Line)), new ChangeSampleState(sample.Code, "contaminated", Reason: lab.Spoilings[spoiled++ % lab.Spoilings.Count]), ct);
        sample.State = "contaminated";
        if (spoiled % 4 != 2) return;
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(38));
        await stage.DoAsync(members.As(Maker(batch.Line)), new CorrectSampleState(sample.Code, before, $"Wrong vessel was scanned; {sample.Code} is clean."), ct);
        sample.State = before;
    }

    private async Task ArchiveAsync(DemoBatch batch, CancellationToken ct)
    {
        var done = batch.Samples.Where(sample => !sample.Archived && (!sample.IsAlive || Next(batch.Line.Domain, sample.State) is null)).ToList();
        if (done.Count == 0) return;
        await stage.DoAsync(members.As(Maker(batch.Line)), new ArchiveSamples([.. done.Select(sample => RecordRef<Sample>.Parse(sample.Code))], "Work with these vessels has ended"), ct);
        foreach (var sample in done) sample.Archived = true;
    }

    private async Task RemarkAsync(CancellationToken ct)
    {
        var batch = batches[random.Next(batches.Count)];
        if (batch.Samples.Where(sample => sample.IsAlive).ToList() is not { Count: > 0 } alive) return;
        var sample = alive[random.Next(alive.Count)];
        var (note, reason) = lab.Remarks[remarked++ % lab.Remarks.Count];
        var fields = sample.Fields with { Notes = $"{sample.Fields.Notes}\n{note}" };
        await stage.DoAsync(members.As(Maker(batch.Line)), new EditSample(sample.Code, fields, null) { Reason = reason }, ct);
        sample.Fields = fields;
    }

    /// <summary>Most lines are the scientist's; every third is looked after by the admin.</summary>
    private Role Maker(DemoLine line) => line.Steps.Any(step => step.Restricted) || lab.Lines.Index().Single(pair => pair.Item == line).Index % 3 != 2 ? Role.Scientist : Role.Admin;

    private static string? Next(Domain domain, string from)
    {
        var model = SampleStates.Of(domain);
        var order = model.States.Where(state => !state.IsEnd).Select(state => state.Key).ToList();
        var at = order.IndexOf(from);
        return at >= 0 && at + 1 < order.Count && model.Allows(from, order[at + 1]) ? order[at + 1] : null;
    }
}

/// <summary>Samples made in one step of a line.</summary>
internal sealed record DemoBatch(DemoLine Line, DemoStep Step, int Week)
{
    public List<DemoSample> Samples { get; } = [];
}

/// <summary>What the story knows of a sample it made.</summary>
internal sealed class DemoSample(string code, string state, SampleFields fields)
{
    public string Code { get; } = code;

    public string State { get; set; } = state;

    public SampleFields Fields { get; set; } = fields;

    public bool Archived { get; set; }

    public bool IsAlive => !Archived && SampleStates.Phase(State) is not (StatePhase.Bad or StatePhase.Off);
}
