using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Reads samples in the order of a list from a cursor on. The order ends in the id, so no two rows are equal.</summary>
internal sealed class SampleOrder(OperationContext context, SampleSort sort, bool descending)
{
    /// <summary>The next rows after the cursor, from all parts of what the caller may read.</summary>
    /// <returns>The rows, and the cursor behind the last of them; null where no row follows.</returns>
    public async Task<(List<Sample> Rows, SampleCursor? Next)> TakeAsync(SampleFilter filter, SampleCursor? after, int size, CancellationToken ct)
    {
        var parts = context.ReadableParts<Sample>().Select(part => part.Where(filter, context)).ToList();
        if (parts.Count > 1)
        {
            // Candidates of each part come off an index; the database then orders these few, so that its collation is the only one.
            var ids = new List<long>();
            foreach (var part in parts) ids.AddRange(await InOrderAsync(part, after, size + 1, rows => rows.Select(row => row.Id), ct));
            if (ids.Count == 0) return ([], null);
            parts = [context.Readable<Sample>().Where(row => ids.Contains(row.Id))];
            after = null;
        }

        var found = await InOrderAsync(parts[0].IgnoreAutoIncludes(), after, size + 1, rows => rows, ct);
        var more = found.Count > size;
        if (more) found.RemoveAt(size);
        context.Shows<Sample>(found.Select(row => row.Id));
        if (!more) return (found, null);
        return (found, new SampleCursor(await KeyAsync(found[^1], ct), found[^1].Id));
    }

    private Task<List<T>> InOrderAsync<T>(IQueryable<Sample> samples, SampleCursor? after, int size, Func<IQueryable<Sample>, IQueryable<T>> select, CancellationToken ct)
    {
        var rows = sort switch
        {
            SampleSort.Updated => Times(samples.Select(row => new Keyed<DateTimeOffset> { Key = row.UpdatedAt, Sample = row }), after),
            SampleSort.Passage => Numbers(samples.Select(row => new Keyed<int> { Key = row.Passage, Sample = row }), after),
            SampleSort.Code => Texts(samples.Select(row => new Keyed<string> { Key = row.Code, Sample = row }), after),
            SampleSort.Name => Texts(samples.Select(row => new Keyed<string> { Key = row.NameKey, Sample = row }), after),
            SampleSort.State => Texts(samples.Select(row => new Keyed<string> { Key = row.State, Sample = row }), after),
            SampleSort.Species => Texts(samples.Join(context.Rows<Species>(), row => row.SpeciesId, species => species.Id, (row, species) => new Keyed<string> { Key = species.ScientificName, Sample = row }), after),
            SampleSort.Owner => Texts(samples.Join(context.Rows<Membership>(), row => row.OwnerId, member => member.Id, (row, member) => new Keyed<string> { Key = member.DisplayName, Sample = row }), after),
            _ => throw new InvalidOperationException($"Sort {sort} has no key."),
        };
        return select(rows.Take(size)).ToListAsync(ct);
    }

    // In the conditions below the first part is a plain range of an index and the second only decides among equal keys.
    private IQueryable<Sample> Times(IQueryable<Keyed<DateTimeOffset>> rows, SampleCursor? after)
    {
        if (after is not null)
        {
            var (key, id) = (new DateTimeOffset(Number(after.Key), TimeSpan.Zero), after.Id);
            rows = descending ? rows.Where(row => row.Key <= key && (row.Key < key || row.Sample.Id < id)) : rows.Where(row => row.Key >= key && (row.Key > key || row.Sample.Id > id));
        }

        return Ordered(rows);
    }

    private IQueryable<Sample> Numbers(IQueryable<Keyed<int>> rows, SampleCursor? after)
    {
        if (after is not null)
        {
            var (key, id) = ((int)Number(after.Key), after.Id);
            rows = descending ? rows.Where(row => row.Key <= key && (row.Key < key || row.Sample.Id < id)) : rows.Where(row => row.Key >= key && (row.Key > key || row.Sample.Id > id));
        }

        return Ordered(rows);
    }

    private IQueryable<Sample> Texts(IQueryable<Keyed<string>> rows, SampleCursor? after)
    {
        if (after is not null)
        {
            var (key, id) = (after.Key, after.Id);
#pragma warning disable CA1309, CA1310 // compared by the database, in the collation it also sorts by
            rows = descending
                ? rows.Where(row => string.Compare(row.Key, key) <= 0 && (string.Compare(row.Key, key) < 0 || row.Sample.Id < id))
                : rows.Where(row => string.Compare(row.Key, key) >= 0 && (string.Compare(row.Key, key) > 0 || row.Sample.Id > id));
#pragma warning restore CA1309, CA1310
        }

        return Ordered(rows);
    }

    private IQueryable<Sample> Ordered<T>(IQueryable<Keyed<T>> rows) =>
        (descending ? rows.OrderByDescending(row => row.Key).ThenByDescending(row => row.Sample.Id) : rows.OrderBy(row => row.Key).ThenBy(row => row.Sample.Id)).Select(row => row.Sample);

    private async Task<string> KeyAsync(Sample sample, CancellationToken ct) => sort switch
    {
        SampleSort.Updated => sample.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        SampleSort.Passage => sample.Passage.ToString(CultureInfo.InvariantCulture),
        SampleSort.Code => sample.Code,
        SampleSort.Name => sample.NameKey,
        SampleSort.State => sample.State,
        SampleSort.Species => await context.Rows<Species>().Where(row => row.Id == sample.SpeciesId).Select(row => row.ScientificName).SingleAsync(ct),
        SampleSort.Owner => MemberNames.Of(context)(sample.OwnerId),
        _ => throw new InvalidOperationException($"Sort {sort} has no key."),
    };

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private sealed class Keyed<T>
    {
        public required T Key { get; init; }

        public required Sample Sample { get; init; }
    }
}
