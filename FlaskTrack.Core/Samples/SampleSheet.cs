using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples.Import;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>A sample as cells of a sheet, by field key. Exports write it and imports compare with it, so that a file taken out and read in again changes
/// nothing.</summary>
internal sealed class SampleSheet
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private SampleSheet(OperationContext context, IReadOnlyList<Species> species, IReadOnlyList<Site> sites)
    {
        Context = context;
        Species = species;
        Sites = sites;
        SpeciesById = species.ToDictionary(row => row.Id);
        SitesById = sites.ToDictionary(row => row.Id);
    }

    public OperationContext Context { get; }

    public IReadOnlyList<Species> Species { get; }

    public IReadOnlyList<Site> Sites { get; }

    private Dictionary<long, Species> SpeciesById { get; }

    private Dictionary<long, Site> SitesById { get; }

    public static async Task<SampleSheet> LoadAsync(OperationContext context, CancellationToken ct)
    {
        var species = await context.Rows<Species>().AsNoTracking().OrderBy(row => row.ScientificName).ThenBy(row => row.Id).ToListAsync(ct);
        var sites = await context.Rows<Site>().AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return new SampleSheet(context, species, sites);
    }

    /// <summary>The cells; empty ones are left out. Parents the caller cannot read are left out too.</summary>
    public Dictionary<string, string> Cells(Sample sample, IReadOnlySet<long> readableParents)
    {
        var fields = SampleMask.Fields(sample, Context);
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = sample.Code,
            ["name"] = sample.Name,
            ["domain"] = Word(sample.Domain),
            ["species"] = SpeciesById[sample.SpeciesId].ScientificName,
            ["kind"] = Word(sample.Kind),
            ["state"] = sample.State,
            ["derivation"] = sample.Derivation is { } derivation ? Word(derivation) : null,
            ["parents"] = string.Join("; ", sample.Parents.Where(link => readableParents.Contains(link.ParentId)).Select(link => link.ParentCode).Order(StringComparer.Ordinal)),
            ["passage"] = sample.Passage.ToString(CultureInfo.InvariantCulture),
            ["quantity"] = sample.Quantity,
            ["unit"] = sample.Unit,
            ["location"] = sample.Location,
            ["position"] = sample.Position,
            ["collected_at"] = sample.CollectedAt?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ["source"] = fields.Source,
            ["site"] = sample.SiteId is { } site ? SitesById[site].Name : null,
            ["visibility"] = Word(sample.Visibility),
            ["sensitive"] = sample.Sensitive ? "yes" : "no",
            ["notes"] = fields.Notes,
        };
        foreach (var (key, value) in fields.CustomFields) cells[ImportFields.CustomPrefix + key] = value;
        return cells.Where(pair => !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    /// <summary>Which of the parents of these samples the caller may read, and so gets to see by code.</summary>
    public static async Task<HashSet<long>> ReadableParentsAsync(OperationContext context, IEnumerable<Sample> samples, CancellationToken ct)
    {
        var readable = new HashSet<long>();
        foreach (var part in samples.SelectMany(sample => sample.Parents).Select(link => link.ParentId).Distinct().Chunk(500))
            readable.UnionWith(await context.Readable<Sample>().Where(row => part.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct));
        context.Shows<Sample>(readable);
        return readable;
    }

    public static string Word<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value.ToString());
}
