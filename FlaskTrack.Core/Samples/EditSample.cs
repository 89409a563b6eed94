using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Changes what a sample says. Its state moves by <see cref="ChangeSampleState"/>.</summary>
public sealed record EditSample(RecordRef<Sample> Record, SampleFields Fields, int? Version) : ICommand<EditSample, SavedSample>, IOnRecord<Sample>, IUsesRecords<Sample>, IVersioned, IValidated, IReasoned
{
    public static Permission Requires => Permissions.Samples.Edit;

    /// <summary>The parents from now on; null leaves them. A parent the caller cannot read stays in any case.</summary>
    public IReadOnlyList<RecordRef<Sample>>? Parents { get; init; }

    public IReadOnlyList<RecordRef<Sample>> Uses => Parents ?? [];

    public string? Reason { get; init; }

    public void Validate(FieldErrors errors) => Fields.Validate(errors, nameRequired: true);
}

internal sealed class EditSampleHandler : IHandler<EditSample, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(EditSample operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        var errors = new FieldErrors();
        await SampleRules.CheckAsync(operation.Fields, sample.SiteId, context, errors, ct);
        if (SampleStates.Of(sample.Domain).Find(sample.State) is not { IsEnd: true })
        {
            if (await SamplePlaces.TakenAsync(context, operation.Fields.Location, operation.Fields.Position, sample.Id, ct) is { } taken) errors.Add("position", taken);
        }

        if (operation.Fields.Domain != sample.Domain) CheckDomain(sample, errors);
        var parents = operation.Parents is null ? null : await ParentsAsync(operation, sample, context, errors, ct);
        SampleRules.CheckParents(parents?.Codes ?? [.. sample.Parents.Select(link => link.ParentCode)], operation.Fields.Derivation, errors);
        if (errors.Any) return errors.ToProblem();

        var domainChanged = operation.Fields.Domain != sample.Domain;
        var derivationChanged = operation.Fields.Derivation != sample.Derivation;
        SampleRules.Apply(sample, SampleMask.Keep(sample, operation.Fields, context));
        if (domainChanged) sample.MoveTo(SampleStates.Of(sample.Domain).Start.Key, context.Now);
        if (parents is not null) Relink(sample, parents, context);
        if (parents is not null || derivationChanged) sample.Passage = await PassageAsync(sample, context, ct);
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }

    private static void CheckDomain(Sample sample, FieldErrors errors)
    {
        if (sample.State != SampleStates.Of(sample.Domain).Start.Key)
            errors.Add("domain", $"Domain stays {SampleRules.Label(sample.Domain)}: the sample has left its first state.");
    }

    private static async Task<NewParents> ParentsAsync(EditSample operation, Sample sample, OperationContext context, FieldErrors errors, CancellationToken ct)
    {
        var given = context.Used<Sample>();
        var old = sample.Parents.Select(link => link.ParentId).ToArray();
        var readable = await context.Readable<Sample>().Where(row => old.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct);
        var kept = sample.Parents.Where(link => !readable.Contains(link.ParentId)).ToList();
        var added = given.Where(parent => kept.All(link => link.ParentId != parent.Id)).ToList();
        if (await Lineage.CycleAsync(context, sample, added, ct) is { } path) errors.Add("parents", Lineage.Sentence(path));
        return new NewParents(kept, added);
    }

    private static void Relink(Sample sample, NewParents parents, OperationContext context)
    {
        foreach (var link in sample.Parents.Where(link => !parents.Kept.Contains(link) && parents.Added.All(parent => parent.Id != link.ParentId)).ToList()) context.Unlink(link);
        foreach (var parent in parents.Added.Where(parent => sample.Parents.All(link => link.ParentId != parent.Id)).ToList()) sample.Parents.Add(NewSample.Link(sample, parent));
    }

    private static async Task<int> PassageAsync(Sample sample, OperationContext context, CancellationToken ct)
    {
        // A withheld parent keeps its part in the number: it cannot fall below what it was because of what the caller does not see.
        var given = context.Used<Sample>().ToDictionary(parent => parent.Id, parent => parent.Passage);
        var ids = sample.Parents.Select(link => link.ParentId).ToArray();
        var known = await context.Readable<Sample>().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Passage }).ToListAsync(ct);
        foreach (var parent in known) given[parent.Id] = parent.Passage;
        if (ids.Any(id => !given.ContainsKey(id))) return Math.Max(sample.Passage, SampleRules.Passage(given.Values, sample.Derivation));
        return SampleRules.Passage(ids.Select(id => given[id]), sample.Derivation);
    }

    private sealed record NewParents(IReadOnlyList<SampleParent> Kept, IReadOnlyList<Sample> Added)
    {
        public IReadOnlyCollection<string> Codes => [.. Kept.Select(link => link.ParentCode), .. Added.Select(parent => parent.Code)];
    }
}
