namespace FlaskTrack.Core.Catalog;

/// <summary>The kind of work a species or a sample belongs to; it decides the states a sample goes through.</summary>
public enum Domain
{
    TissueCulture,
    Fungus,
    Agrobacterium,
    Fermentation,
    General,
}
