using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Demo;

/// <summary>A plant tissue culture laboratory: nine cultivars over five passages and two strains for transformation, 220 samples.</summary>
internal static class DemoPlant
{
    private static readonly (string Species, string Name, string Source)[] Cultivars =
    [
        ("Nicotiana benthamiana", "Benthi LAB", "Seed lot NB-2024-11, own greenhouse"),
        ("Solanum tuberosum", "Annabelle", "Virus-free tuber, Kartoffelhuset Vejle"),
        ("Musa acuminata", "Grande Naine", "Sucker from mother plant M-07"),
        ("Vitis vinifera", "Solaris", "Bud wood, Rondø vineyard, row 12"),
        ("Fragaria × ananassa", "Senga Sengana", "Runner tips, field plot F3"),
        ("Populus trichocarpa", "Nisqually-1", "Gift of Umeå Plant Science, clone 101"),
        ("Malus domestica", "Ingrid Marie", "Shoot tips, Pometet collection"),
        ("Daucus carota", "Nantes Amélioré", "Seed lot DC-118"),
        ("Stevia rebaudiana", "Morita II", "Stem cuttings, greenhouse bench 4"),
    ];

    private static readonly DemoStep[] Passages =
    [
        new(0, 2, SampleKind.Explant, null, "explant", "12", "pieces", "Laminar flow 1", 1, "Surface sterilization in 1.5 % NaOCl with 2 drops Tween 20 for 12 min, three rinses. Blotted on sterile paper."),
        new(4, 4, SampleKind.Callus, Derivation.Subculture, "callus", "850", "mg", "Growth room A, shelf 2", 0, "MS + 2.0 mg/L 2,4-D + 0.5 mg/L kinetin, pH 5.8, 0.8 % agar. Dark at 24 ± 1 °C; friable, cream to pale yellow."),
        new(8, 5, SampleKind.Plantlet, Derivation.Subculture, "shoots", "8", "pieces", "Growth room A, shelf 4", 0, "MS + 1.0 mg/L BAP (≈ 4.4 µM) + 0.1 mg/L NAA. 16 h light at 55 µmol m⁻² s⁻¹, 24 °C day, 20 °C night."),
        new(13, 6, SampleKind.Plantlet, Derivation.Subculture, "multiplication", "10", "pieces", "Growth room B, shelf 1", 0, "Multiplication factor β = 3.2 over four weeks. Shoots of 2–3 cm divided; hyperhydric ones left out."),
        new(18, 5, SampleKind.Plantlet, Derivation.Split, "rooting", "6", "pieces", "Growth room B, shelf 3", 0, "½ MS + 0.5 mg/L IBA, 15 g/L sucrose, Magenta boxes. First roots expected after 9–12 days."),
    ];

    private static readonly DemoStep[] Strains =
    [
        new(0, 1, SampleKind.GlycerolStock, null, "glycerol stock", "1.5", "mL", "Freezer F1, box 3", 1, "25 % glycerol, OD₆₀₀ = 0.9 at freezing. Kept at −80 °C.") { Sensitive = true },
        new(2, 4, SampleKind.Colony, Derivation.Isolation, "streak", "1", "pieces", "Incubator 28 °C", 1, "YEP + rifampicin 25 µg/mL + kanamycin 50 µg/mL, 48 h at 28 °C. Single colonies picked."),
        new(5, 6, SampleKind.Culture, Derivation.Subculture, "liquid culture", "50", "mL", "Shaker 2, 28 °C", 1, "LB, 180 rpm overnight to OD₆₀₀ ≈ 0.6. Acetosyringone 100 µM added for λ-induction of vir genes."),
    ];

    public static DemoLab Lab { get; } = new("plant", "Nordhavn Plant Tissue Culture", OrganizationKind.Laboratory, "plant.example")
    {
        Address = "Sundkaj 125, 2150 Nordhavn",
        People =
        [
            new(Role.Owner, "Ingrid Solheim"), new(Role.Admin, "Mateusz Kowalczyk"), new(Role.Scientist, "Leila Haddad"),
            new(Role.Technician, "Jonas Lindqvist"), new(Role.Viewer, "Aoife Brennan"), new(Role.Auditor, "Renate Vogel"),
        ],
        Sites = [new("Growth room", "GROW", "Building 2, first floor", ContainmentLevel.None), new("Media kitchen", "MEDIA", "Building 2, ground floor", ContainmentLevel.Bsl1)],
        Lines = [.. Cultivars.Select((cultivar, i) => new DemoLine(Domain.TissueCulture, cultivar.Species, cultivar.Name, cultivar.Source, i % 5, i switch
            {
                4 => With(step => step with { Restricted = step.After >= 13 }),
                6 => With(step => step with { Sensitive = step.After >= 13, Notes = $"{step.Notes} Under a breeder’s agreement with Pépinières Août & Fils." }),
                _ => Passages,
            })),
            new(Domain.Agrobacterium, "Agrobacterium tumefaciens", "GV3101 pMP90", "Stock collection, tube 14", 1, Strains),
            new(Domain.Agrobacterium, "Agrobacterium tumefaciens", "LBA4404 pBI121", "Stock collection, tube 22", 3, Strains)],
        Spoilings =
        [
            "White mycelium at the agar edge, removed from the room the same hour", "Milky halo round the base of two explants, bacterial", "Black spores on the lid, probably Aspergillus",
            "Pink yeast colonies after a power cut of the laminar flow", "Slimy film in the medium, endophyte suspected",
        ],
        Remarks =
        [
            ("Browning at the cut, moved to medium with 100 mg/L ascorbic acid.", "Observation at the weekly check"), ("Light raised to 70 µmol m⁻² s⁻¹.", "Lamps of the shelf replaced"),
            ("Labelled again, the ink had run at 24 °C and 80 % RH.", "Label could not be read"), ("Growth slower than the sister vessels; Δ fresh weight 12 %.", "Measured again by hand"),
            ("pH of the lot was 5.6, not 5.8; kept, within tolerance.", "Correction after the media record was checked"), ("Chlorotic tips, Fe-EDTA doubled.", "Observation at the weekly check"),
        ],
    };

    private static DemoStep[] With(Func<DemoStep, DemoStep> change) => [.. Passages.Select(change)];
}
