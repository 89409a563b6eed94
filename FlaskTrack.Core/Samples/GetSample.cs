using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>One sample with all that its page shows.</summary>
public sealed record GetSample(RecordRef<Sample> Record) : IQuery<GetSample, SampleView>, IOnRecord<Sample>
{
    public static Permission Requires => Permissions.Records.View;
}

internal sealed class GetSampleHandler : IHandler<GetSample, SampleView>
{
    private const int MostChildren = 100;

    public async Task<Result<SampleView>> HandleAsync(GetSample operation, OperationContext context, CancellationToken ct) => await ViewAsync(context, ct);

    public static async Task<SampleView> ViewAsync(OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        var species = await context.Rows<Species>().AsNoTracking().SingleAsync(row => row.Id == sample.SpeciesId, ct);
        var site = sample.SiteId is { } id ? await context.Rows<Site>().Where(row => row.Id == id).Select(row => row.Name).SingleAsync(ct) : null;
        var parents = await RelativesAsync(context, [.. sample.Parents.Select(link => link.ParentId)], ct);
        var children = await RelativesAsync(context, [.. (await Lineage.ChildrenOfAsync(context, [sample.Id], ct)).Select(link => link.SampleId)], ct);
        var names = MemberNames.Of(context);
        return new SampleView
        {
            Id = sample.Id,
            Code = sample.Code,
            Version = sample.Version,
            Fields = SampleMask.Fields(sample, context),
            Masked = SampleMask.Hides(sample, context),
            State = sample.State,
            StateChangedAt = sample.StateChangedAt,
            NextStates = SampleStates.Of(sample.Domain).Next(sample.State),
            Passage = sample.Passage,
            SpeciesCode = species.Code,
            SpeciesName = species.ScientificName,
            OwnerId = sample.OwnerId,
            OwnerName = names(sample.OwnerId),
            SiteName = site,
            Visibility = sample.Visibility,
            Status = sample.Status,
            LockSentence = sample.Facts().Lock?.Sentence,
            ImportCode = sample.ImportCode,
            CreatedAt = sample.CreatedAt,
            CreatedBy = names(sample.CreatedById),
            UpdatedAt = sample.UpdatedAt,
            UpdatedBy = names(sample.UpdatedById),
            Parents = parents.Readable,
            WithheldParents = parents.Withheld,
            DeletedParents = parents.Deleted,
            Children = [.. children.Readable.OrderByDescending(child => child.Id).Take(MostChildren)],
            ChildCount = children.Readable.Count + children.Withheld,
            WithheldChildren = children.Withheld,
            Access = context.AccessTo(sample),
        };
    }

    private static async Task<Relatives> RelativesAsync(OperationContext context, long[] ids, CancellationToken ct)
    {
        var readable = new List<SampleRelative>();
        var deleted = new List<string>();
        foreach (var part in ids.Chunk(500))
        {
            readable.AddRange(await context.Readable<Sample>().Where(row => part.Contains(row.Id)).OrderBy(row => row.Id).Select(row => new SampleRelative(row.Id, row.Code, row.Name, row.State, row.Derivation)).ToListAsync(ct));
            deleted.AddRange((await context.TombstonesAsync<Sample>(part, ct)).Values.Order(StringComparer.Ordinal));
        }

        context.Shows<Sample>(readable.Select(row => row.Id));
        return new Relatives(readable, deleted, ids.Length - readable.Count - deleted.Count);
    }

    private sealed record Relatives(List<SampleRelative> Readable, List<string> Deleted, int Withheld);
}
