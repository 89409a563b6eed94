using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Demo;

/// <summary>A fermentation laboratory: seven strains from the master stock to the extract, and a mushroom for comparison, 180 samples.</summary>
internal static class DemoFerment
{
    private static readonly (string Species, string Name, string Source)[] Strains =
    [
        ("Saccharomyces cerevisiae", "CEN.PK113-7D", "Strain collection, ampoule 3"),
        ("Komagataella phaffii", "GS115 Mut⁺", "Strain collection, ampoule 8"),
        ("Yarrowia lipolytica", "W29", "Gift of Université de Liège"),
        ("Lactiplantibacillus plantarum", "WCFS1", "Isolate of sauerkraut, batch 19"),
        ("Bacillus subtilis", "168 ΔsigF", "Own construction, notebook 4 p. 61"),
        ("Aspergillus oryzae", "RIB40", "Koji house Sønderborg"),
        ("Corynebacterium glutamicum", "ATCC 13032", "Strain collection, ampoule 21"),
    ];

    private static readonly DemoStep[] Steps =
    [
        new(0, 1, SampleKind.GlycerolStock, null, "master stock", "20", "mL", "Freezer −80 °C, rack A", 1, "Glycerol 20 %, frozen at OD₆₀₀ = 1.2. Identity by sequencing, α-diversity none: a pure culture."),
        new(1, 4, SampleKind.GlycerolStock, Derivation.Stock, "working stock", "1.8", "mL", "Freezer −80 °C, rack B", 1, "One ampoule is used once. Viability 96 % after thawing at 37 °C for 2 min."),
        new(4, 5, SampleKind.Culture, Derivation.Subculture, "seed flask", "100", "mL", "Shaker hall, position 2", 0, "YPD, 30 °C, 200 rpm. Inoculated to OD₆₀₀ = 0.1; specific growth rate µ = 0.38 h⁻¹.") { CustomFields = new Dictionary<string, string> { ["Baffled flask"] = "500 mL" } },
        new(8, 6, SampleKind.Broth, Derivation.Subculture, "fermenter", "5", "L", "Fermenter R2", 0, "Fed batch, glucose 400 g/L feed, DO ≥ 30 %, pH 5.0 with NH₄OH. Foam kept down by 50 µL/L Struktol.") { CustomFields = new Dictionary<string, string> { ["Run"] = "Fed batch", ["Air, vvm"] = "1.0" } },
        new(13, 4, SampleKind.Culture, Derivation.Harvest, "cell paste", "240", "g", "Cold store, shelf 1", 1, "Centrifuged at 6000 × g, 4 °C, 20 min. Dry weight 28 g/L ± 0.6."),
        new(17, 4, SampleKind.Extract, Derivation.Extraction, "crude extract", "80", "mL", "Cold store, shelf 4", 1, "Bead mill, three passes; protein 14 mg/mL by Bradford, activity of β-glucosidase 310 U/mL."),
    ];

    private static readonly DemoStep[] Mushroom =
    [
        new(0, 2, SampleKind.Culture, null, "agar culture", "1", "pieces", "Incubator 24 °C", 0, "PDA, 24 °C, dark. Mycelium dense and white after 7 days."),
        new(4, 4, SampleKind.Spawn, Derivation.Subculture, "grain spawn", "500", "g", "Incubator 24 °C", 0, "Rye grain at 45 % moisture, autoclaved 90 min at 121 °C."),
        new(10, 6, SampleKind.FruitingBody, Derivation.Subculture, "fruiting block", "2.5", "kg", "Fruiting tent", 0, "Beech sawdust with 10 % bran. CO₂ below 800 ppm, 16 °C, 90 % RH; primordia on day 6."),
    ];

    public static DemoLab Lab { get; } = new("ferment", "Vesterbro Fermentation", OrganizationKind.Company, "ferment.example")
    {
        Address = "Flæsketorvet 41, 1711 København V",
        People =
        [
            new(Role.Owner, "Søren Østergaard"), new(Role.Admin, "Chiara Fontana"), new(Role.Scientist, "Kenji Watanabe"),
            new(Role.Technician, "Amara Okafor"), new(Role.Viewer, "Tomás Herrera"), new(Role.Auditor, "Béatrice Lemoine"),
        ],
        Sites = [new("Fermentation hall", "HALL", "Ground floor, gate 3", ContainmentLevel.Bsl1), new("Cold store", "COLD", "Basement, room K2", ContainmentLevel.None)],
        Lines = [.. Strains.Select((strain, i) => new DemoLine(Domain.Fermentation, strain.Species, strain.Name, strain.Source, i % 6, i switch
            {
                1 => [.. Steps.Select(step => step with { Restricted = step.After >= 13 })],
                4 => [.. Steps.Select(step => step with { Sensitive = step.After >= 8, Notes = $"{step.Notes} Construct covered by a confidential filing (Łódź, § 4)." })],
                _ => Steps,
            })),
            new(Domain.Fungus, "Pleurotus ostreatus", "Østershat P80", "Spawn maker in Årslev", 2, Mushroom)],
        Spoilings =
        [
            "Cocci under the microscope, 1000×; the strain is a rod", "pH fell to 3.4 within two hours, lactic smell", "Phage suspected: lysis from OD₆₀₀ 4.1 to 0.8",
            "Septum of the sampling port leaked", "Green mould on the surface, Trichoderma",
        ],
        Remarks =
        [
            ("OD₆₀₀ measured again at 1:20, 8.4 instead of 9.6.", "Dilution was noted wrongly"), ("Glucose 2.1 g/L at the end by HPLC.", "Result of the laboratory came in"),
            ("Moved to position 5, bearing of the shaker noisy.", "Repair of the shaker"), ("Temperature was 29.4 °C, not 30.0 °C, for 40 min.", "Deviation seen in the log"),
            ("Residual µ = 0.05 h⁻¹, kept for the retention series.", "Observation at sampling"), ("Antifoam lot Ω-12 used.", "Lot was missing"),
        ],
    };
}
