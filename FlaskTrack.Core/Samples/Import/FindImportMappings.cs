using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>The organization's named mappings of sheet columns to sample fields.</summary>
public sealed record FindImportMappings : IQuery<FindImportMappings, IReadOnlyList<ImportMapping>>
{
    public static Permission Requires => Permissions.Records.Import;
}

/// <param name="Columns">Heading to field key.</param>
public sealed record ImportMapping(long Id, string Name, IReadOnlyDictionary<string, string> Columns);

internal sealed class FindImportMappingsHandler : IHandler<FindImportMappings, IReadOnlyList<ImportMapping>>
{
    public async Task<Result<IReadOnlyList<ImportMapping>>> HandleAsync(FindImportMappings operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Rows<SampleImportMapping>().AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.Select(row => new ImportMapping(row.Id, row.Name, row.Columns)).ToList();
    }
}
