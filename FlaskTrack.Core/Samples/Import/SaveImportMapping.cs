using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Keeps which column is which field under a name; a mapping of that name is replaced.</summary>
public sealed record SaveImportMapping(string Name, IReadOnlyDictionary<string, string> Columns) : ICommand<SaveImportMapping, ImportMapping>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        errors.Text("name", "Name", Name, 80);
        if (Columns.Count is 0 or > 200) errors.Add("columns", $"{Columns.Count} columns were given; 1 to 200 are kept.");
        foreach (var field in Columns.Values.Where(field => ImportFields.Find(field) is null)) errors.Add("columns", $"\"{field}\" is not a field of a sample.");
    }
}

internal sealed class SaveImportMappingHandler : IHandler<SaveImportMapping, ImportMapping>
{
    public async Task<Result<ImportMapping>> HandleAsync(SaveImportMapping operation, OperationContext context, CancellationToken ct)
    {
        var name = StoredText.Clean(operation.Name)!;
        var row = await context.Rows<SampleImportMapping>().FirstOrDefaultAsync(mapping => mapping.Name == name, ct);
        if (row is null) context.Add(row = new SampleImportMapping { Name = name });
        row.Columns = Cleaned(operation.Columns);
        await context.SaveAsync(ct);
        return new ImportMapping(row.Id, row.Name, row.Columns);
    }

    /// <summary>Headings as they are stored; of two that become the same the last one counts.</summary>
    private static Dictionary<string, string> Cleaned(IReadOnlyDictionary<string, string> columns)
    {
        var cleaned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (heading, field) in columns) cleaned[StoredText.Clean(heading) ?? ""] = StoredText.Clean(field)!;
        return cleaned;
    }
}
