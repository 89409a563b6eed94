using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>SECURITY: what of a sample marked sensitive is hidden from members without <c>records.view-sensitive</c>: source, notes and custom fields.</summary>
internal static class SampleMask
{
    /// <summary>Members of the audit events that the mask covers.</summary>
    public static readonly IReadOnlySet<string> Covers = new HashSet<string>(["source", "notes", "custom_fields"], StringComparer.Ordinal);

    public static bool Hides(Sample sample, OperationContext context) => sample.Sensitive && !context.Principal.Holds(Permissions.Records.ViewSensitive);

    public static SampleFields Fields(Sample sample, OperationContext context) => Hides(sample, context) ? Of(sample) with { Source = null, Notes = null, CustomFields = new Dictionary<string, string>() } : Of(sample);

    /// <summary>Who edits a sample without seeing the masked fields leaves them as they are.</summary>
    public static SampleFields Keep(Sample sample, SampleFields given, OperationContext context) =>
        Hides(sample, context) ? given with { Source = sample.Source, Notes = sample.Notes, CustomFields = sample.CustomFields, Sensitive = true } : given;

    private static SampleFields Of(Sample sample) => new()
    {
        Name = sample.Name,
        Domain = sample.Domain,
        SpeciesId = sample.SpeciesId,
        Kind = sample.Kind,
        Derivation = sample.Derivation,
        Quantity = sample.Quantity,
        Unit = sample.Unit,
        Location = sample.Location,
        Position = sample.Position,
        CollectedAt = sample.CollectedAt,
        Source = sample.Source,
        SiteId = sample.SiteId,
        Sensitive = sample.Sensitive,
        Notes = sample.Notes,
        CustomFields = sample.CustomFields,
    };
}
