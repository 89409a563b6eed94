using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Ancestors and descendants of a sample, level by level.</summary>
public sealed record GetSampleLineage(RecordRef<Sample> Record, int Levels = 5) : IQuery<GetSampleLineage, SampleLineage>, IOnRecord<Sample>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        if (Levels is < 1 or > 20) errors.Add("levels", $"Levels is {Levels}; 1 to 20 are shown at once.");
    }
}

/// <param name="IsComplete">False where levels or nodes lie beyond what was asked for.</param>
public sealed record SampleLineage(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageEdge> Edges, bool IsComplete);

/// <summary>One sample of the tree.</summary>
/// <param name="Key">Names the node inside this answer only.</param>
/// <param name="Level">0 for the sample itself, negative for ancestors, positive for descendants.</param>
/// <param name="Sample">Null for one that the member cannot read: it is shown as withheld.</param>
public sealed record LineageNode(string Key, int Level, LineageSample? Sample);

public sealed record LineageSample(long Id, string Code, string Name, Catalog.Domain Domain, string State, SampleKind Kind, int Passage, Derivation? Derivation, Platform.Data.RecordStatus Status);

/// <summary>From parent to child, by node keys.</summary>
public sealed record LineageEdge(string Parent, string Child);

internal sealed class GetSampleLineageHandler : IHandler<GetSampleLineage, SampleLineage>
{
    public Task<Result<SampleLineage>> HandleAsync(GetSampleLineage operation, OperationContext context, CancellationToken ct) => throw new NotSupportedException();
}
