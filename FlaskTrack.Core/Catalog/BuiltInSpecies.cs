using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Catalog;

/// <summary>The species that every new organization starts with, as its own rows that it may change.</summary>
public static class BuiltInSpecies
{
    private static readonly (Domain Domain, string Names)[] Names =
    [
        (Domain.TissueCulture, """
            Arabidopsis thaliana|Thale cress
            Nicotiana tabacum|Tobacco
            Nicotiana benthamiana|Benthi
            Oryza sativa|Rice
            Zea mays|Maize
            Triticum aestivum|Bread wheat
            Hordeum vulgare|Barley
            Sorghum bicolor|Sorghum
            Solanum lycopersicum|Tomato
            Solanum tuberosum|Potato
            Capsicum annuum|Pepper
            Petunia × hybrida|Petunia
            Glycine max|Soybean
            Medicago truncatula|Barrel medic
            Musa acuminata|Banana
            Ananas comosus|Pineapple
            Cannabis sativa|Hemp
            Vitis vinifera|Grapevine
            Daucus carota|Carrot
            Lactuca sativa|Lettuce
            Cucumis sativus|Cucumber
            Brassica napus|Oilseed rape
            Gossypium hirsutum|Upland cotton
            Manihot esculenta|Cassava
            Saccharum officinarum|Sugarcane
            Coffea arabica|Arabica coffee
            Theobroma cacao|Cocoa
            Malus domestica|Apple
            Fragaria × ananassa|Garden strawberry
            Populus trichocarpa|Black cottonwood
            Stevia rebaudiana|Stevia
            Catharanthus roseus|Madagascar periwinkle
            Physcomitrium patens|Spreading earthmoss
            Marchantia polymorpha|Common liverwort
            """),
        (Domain.Fungus, """
            Pleurotus ostreatus|Oyster mushroom
            Agaricus bisporus|Button mushroom
            Lentinula edodes|Shiitake
            Ganoderma lucidum|Lingzhi
            Hericium erinaceus|Lion's mane
            Trametes versicolor|Turkey tail
            Flammulina velutipes|Velvet shank
            Schizophyllum commune|Split gill
            Cordyceps militaris|Scarlet caterpillar club
            Neurospora crassa|Red bread mould
            """),
        (Domain.Agrobacterium, """
            Agrobacterium tumefaciens|Crown gall bacterium
            Rhizobium rhizogenes|Hairy root bacterium
            """),
        (Domain.Fermentation, """
            Saccharomyces cerevisiae|Baker's yeast
            Komagataella phaffii|Pichia
            Yarrowia lipolytica|
            Kluyveromyces lactis|
            Schizosaccharomyces pombe|Fission yeast
            Escherichia coli|
            Bacillus subtilis|Hay bacillus
            Corynebacterium glutamicum|
            Lactiplantibacillus plantarum|
            Lactococcus lactis|
            Pseudomonas putida|
            Streptomyces coelicolor|
            Clostridium acetobutylicum|Weizmann organism
            Zymomonas mobilis|
            Aspergillus niger|Black mould
            Aspergillus oryzae|Koji mould
            Trichoderma reesei|
            Penicillium chrysogenum|
            Fusarium venenatum|
            """),
    ];

    /// <summary>The list in its order: scientific name, common name where one is in use, domain.</summary>
    public static IReadOnlyList<(string ScientificName, string? CommonName, Domain Domain)> All { get; } =
        [.. Names.SelectMany(group => group.Names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|')).Select(pair => (pair[0], StoredText.Clean(pair[1]), group.Domain)))];

    /// <summary>Adds what the organization does not have yet; what is there, also if it was changed, stays as it is.</summary>
    internal static async Task EnsureAsync(OperationContext context, CancellationToken ct)
    {
        var present = await context.Rows<Species>().Select(row => row.ScientificName).ToListAsync(ct);
        var missing = All.Where(species => !present.Contains(species.ScientificName)).ToList();
        if (missing.Count == 0) return;
        var codes = await context.NextCodesAsync("SPC", missing.Count, ct);
        foreach (var (species, code) in missing.Zip(codes))
            context.Add(new Species { Code = code, ScientificName = species.ScientificName, CommonName = species.CommonName, Domains = [SnakeCase.Of(species.Domain.ToString())] });
    }
}
