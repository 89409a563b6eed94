using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix;

/// <summary>Every row of every table as the database itself gives it, past the model's filters and conversions.</summary>
internal sealed class RawRows
{
    private readonly Dictionary<(string Table, string Key), Dictionary<string, string?>> rows = [];

    /// <summary>Rows that are not in both alike: as they were and as they are, with the columns that differ. An added or removed row differs in each column that has a value.</summary>
    public static IEnumerable<RowChange> Changes(RawRows before, RawRows after)
    {
        foreach (var place in before.rows.Keys.Union(after.rows.Keys))
        {
            var (old, now) = (before.rows.GetValueOrDefault(place), after.rows.GetValueOrDefault(place));
            var columns = (old ?? now)!.Keys.Where(column => old?[column] != now?[column]).ToList();
            if (columns.Count > 0) yield return new RowChange(place.Table, old, now, columns);
        }
    }

    public static async Task<RawRows> ReadAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        var read = new RawRows();
        foreach (var type in context.Model.GetEntityTypes().DistinctBy(type => type.GetTableName()))
        {
            var keys = type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToArray();
            await using var command = await Sql.CommandAsync(context, $"SELECT * FROM \"{type.GetTableName()}\"", [], default);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => reader.IsDBNull(at) ? null : Text(reader.GetValue(at)));
                read.rows[(type.GetTableName()!, string.Join('|', keys.Select(key => row[key])))] = row;
            }
        }

        return read;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : FormattableString.Invariant($"{value}");
}

/// <summary>A row that an operation changed.</summary>
internal sealed record RowChange(string Table, Dictionary<string, string?>? Before, Dictionary<string, string?>? After, IReadOnlyList<string> Columns)
{
    public string? Value(string column) => (After ?? Before)!.GetValueOrDefault(column);
}
