namespace FlaskTrack.Core.Samples;

/// <summary>What the sample is, as material.</summary>
public enum SampleKind
{
    Explant,
    Callus,
    Plantlet,
    Seed,
    Tissue,
    Culture,
    Spawn,
    FruitingBody,
    Colony,
    GlycerolStock,
    Broth,
    Extract,
    Dna,
    Protein,
    Environmental,
    Other,
}

/// <summary>How a sample came from its parents.</summary>
public enum Derivation
{
    Subculture,
    Split,
    Pool,
    Transformation,
    Isolation,
    Harvest,
    Extraction,
    Stock,
}
