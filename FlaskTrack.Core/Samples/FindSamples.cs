using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>One page of the samples the member may read, by cursor: rows that come or change meanwhile neither repeat nor push one out.</summary>
public sealed record FindSamples : IQuery<FindSamples, SamplePage>, IValidated
{
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 200];

    public static Permission Requires => Permissions.Records.View;

    public SampleFilter Filter { get; init; } = new();

    public SampleSort Sort { get; init; } = SampleSort.Updated;

    public bool Descending { get; init; } = true;

    public int Size { get; init; } = 25;

    /// <summary>The <see cref="SamplePage.Next"/> of the page before; null for the first.</summary>
    public string? After { get; init; }

    public void Validate(FieldErrors errors)
    {
        if (Size is < 1 or > 200) errors.Add("size", $"Size is {Size}; a page has 1 to 200 rows.");
    }
}

/// <summary>One page.</summary>
/// <param name="Next">Opaque; null where no row follows.</param>
public sealed record SamplePage(IReadOnlyList<SampleRow> Rows, string? Next);

/// <summary>One row of the list, with what the member may do to it.</summary>
public sealed record SampleRow
{
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required Domain Domain { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset StateChangedAt { get; init; }

    public required SampleKind Kind { get; init; }

    public required long SpeciesId { get; init; }

    public required string SpeciesName { get; init; }

    public required int Passage { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    public string? Position { get; init; }

    public required long OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public string? SiteName { get; init; }

    public required Visibility Visibility { get; init; }

    public required Platform.Data.RecordStatus Status { get; init; }

    public required bool Sensitive { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Version { get; init; }

    public required RecordAccess Access { get; init; }
}

internal sealed class FindSamplesHandler : IHandler<FindSamples, SamplePage>
{
    public async Task<Result<SamplePage>> HandleAsync(FindSamples operation, OperationContext context, CancellationToken ct)
    {
        var after = operation.After is null ? null : SampleCursor.Parse(operation.After, operation.Sort, operation.Descending);
        if (operation.After is not null && after is null) return FieldErrors.Of("after", "The place in the list is not known. Start from the first page.");
        var (rows, next) = await new SampleOrder(context, operation.Sort, operation.Descending).TakeAsync(operation.Filter, after, operation.Size, ct);
        return new SamplePage(await SampleRows.OfAsync(rows, context, ct), next?.ToText(operation.Sort, operation.Descending));
    }
}
