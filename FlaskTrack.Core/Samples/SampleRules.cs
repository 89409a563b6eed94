using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>The rules of a sample that every door shares.</summary>
internal static class SampleRules
{
    /// <summary>Copies the checked fields; the domain stays once the sample has left its first state.</summary>
    public static void Apply(Sample sample, SampleFields fields)
    {
        sample.Rename(StoredText.Clean(fields.Name)!);
        sample.Domain = fields.Domain!.Value;
        sample.SpeciesId = fields.SpeciesId!.Value;
        sample.Kind = fields.Kind!.Value;
        sample.Derivation = fields.Derivation;
        sample.Quantity = AmountText.Parse(fields.Quantity, "Quantity", fields.DecimalComma).Text;
        sample.Unit = Units.Find(fields.Unit)?.Symbol;
        sample.Location = StoredText.Clean(fields.Location);
        sample.Position = StoredText.Clean(fields.Position);
        sample.CollectedAt = fields.CollectedAt;
        sample.Source = StoredText.Clean(fields.Source);
        sample.SiteId = fields.SiteId;
        sample.Sensitive = fields.Sensitive;
        sample.Notes = StoredText.Clean(fields.Notes);
        sample.CustomFields = fields.CustomFields.Where(pair => StoredText.Clean(pair.Key) is not null && StoredText.Clean(pair.Value) is not null)
            .ToDictionary(pair => StoredText.Clean(pair.Key)!, pair => StoredText.Clean(pair.Value)!, StringComparer.Ordinal);
        sample.Describe();
        sample.TakePlace();
    }

    /// <summary>What needs the catalog, the sites and the clock.</summary>
    /// <param name="held">The site the sample is at already, which it may stay at when the site was archived meanwhile.</param>
    public static async Task CheckAsync(SampleFields fields, long? held, OperationContext context, FieldErrors errors, CancellationToken ct)
    {
        var species = await context.Rows<Species>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == fields.SpeciesId, ct);
        if (species is null) errors.Add("species", "Species is not in the catalog. Choose one from the list.");
        else CheckSpecies(species, fields.Domain!.Value, errors);
        if (fields.SiteId is { } site && !await context.Rows<Site>().AnyAsync(row => row.Id == site && (!row.Archived || site == held), ct)) errors.Add("site", "Site is not one in use. Choose one from the list.");
        CheckSite(fields.SiteId, context, errors);
        CheckCollected(fields.CollectedAt, context, errors);
    }

    public static void CheckSpecies(Species species, Domain domain, FieldErrors errors)
    {
        if (!species.IsFor(domain)) errors.Add("species", $"{species.ScientificName} is not a species of {Label(domain)}. Choose another species or another domain.");
    }

    /// <summary>A member limited to sites puts samples only where they reach them afterwards.</summary>
    public static void CheckSite(long? siteId, OperationContext context, FieldErrors errors)
    {
        if (siteId is { } site && !context.Principal.Sites.IsEmpty && !context.Principal.Sites.Contains(site)) errors.Add("site", "Site is outside yours. Choose one of your sites.");
    }

    public static void CheckCollected(DateTimeOffset? at, OperationContext context, FieldErrors errors)
    {
        if (at > context.Now) errors.Add("collected_at", "Collected at lies in the future. Enter a time up to now.");
    }

    /// <summary>Several parents only where material was brought together.</summary>
    public static void CheckParents(IReadOnlyCollection<string> parents, Derivation? derivation, FieldErrors errors)
    {
        if (parents.Count > 1 && derivation is not (Derivation.Pool or Derivation.Transformation))
            errors.Add("parents", $"{parents.Count} parents need the derivation pool or transformation. Keep one parent or choose one of these.");
        if (parents.Count == 0 && derivation is not null) errors.Add("derivation", "Derivation needs a parent. Name the parent or leave the derivation empty.");
        if (parents.Count > 0 && derivation is null) errors.Add("derivation", "Derivation is missing. Choose how the sample came from its parent, such as subculture.");
    }

    public static int Passage(IEnumerable<int> parents, Derivation? derivation) =>
        parents.DefaultIfEmpty(0).Max() + (derivation == Derivation.Subculture ? 1 : 0);

    /// <summary>Why the sample may not move to the state by hand; null where it may.</summary>
    public static Problem? CheckMove(Sample sample, string to)
    {
        var model = SampleStates.Of(sample.Domain);
        if (model.Find(to) is not { } target) return FieldErrors.Of("state", $"\"{to}\" is not a state of {Label(sample.Domain)}. {Allowed(sample, model)}");
        if (model.Allows(sample.State, to)) return null;
        return new Problem.NotAllowed($"{sample.Code} is {Quoted(sample.State)} and cannot go to {Quoted(target.Key)} directly. {Allowed(sample, model)}");
    }

    public static string Label(Domain domain) => domain switch
    {
        Domain.TissueCulture => "tissue culture",
        Domain.Fungus => "fungus",
        Domain.Agrobacterium => "agrobacterium",
        Domain.Fermentation => "fermentation",
        Domain.General => "general work",
        _ => throw new InvalidOperationException($"Domain {domain} has no label."),
    };

    private static string Allowed(Sample sample, StateModel model) => model.Next(sample.State) is { Count: > 0 } next
        ? $"Allowed next: {string.Join(", ", next.Select(state => state.Label.ToLowerInvariant()))}."
        : $"{SampleStates.Label(sample.State)} is an end. Leaving it is a correction that needs a reason.";

    private static string Quoted(string state) => $"\"{SampleStates.Label(state).ToLowerInvariant()}\"";
}
