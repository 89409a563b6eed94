using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Catalog;

/// <summary>The organization's species by scientific name, at most 200; for pickers and lists.</summary>
public sealed record FindSpecies(string? Text = null, Domain? Domain = null) : IQuery<FindSpecies, IReadOnlyList<SpeciesRow>>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors) => errors.Optional("text", "Search", Text, 200);
}

public sealed record SpeciesRow(long Id, string Code, string ScientificName, string? CommonName, IReadOnlyList<string> Domains);

internal sealed class FindSpeciesHandler : IHandler<FindSpecies, IReadOnlyList<SpeciesRow>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<SpeciesRow>>> HandleAsync(FindSpecies operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Rows<Species>().AsNoTracking().Where(row => !row.Archived).OrderBy(row => row.ScientificName).ThenBy(row => row.Id).ToListAsync(ct);
        var text = FoldedText.Of(operation.Text);
        return rows.Where(row => (operation.Domain is not { } domain || row.IsFor(domain)) && (FoldedText.Of(row.ScientificName).Contains(text, StringComparison.Ordinal) || FoldedText.Of(row.CommonName).Contains(text, StringComparison.Ordinal)))
            .Take(Most).Select(row => new SpeciesRow(row.Id, row.Code, row.ScientificName, row.CommonName, row.Domains)).ToList();
    }
}
