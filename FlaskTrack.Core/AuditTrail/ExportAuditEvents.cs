using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

public enum AuditExportFormat
{
    /// <summary>One canonical JSON a line, exactly as hashed, then the checkpoint.</summary>
    Jsonl,
    Csv,
    Xlsx,
}

/// <summary>Writes the events the caller may read that the filter selects, oldest first, with the checkpoint they can be proved against. Withheld
/// events are counted, and keep sequence, time and hash where <paramref name="ShowWithheld"/> asks for them.</summary>
/// <param name="Output">Stays open.</param>
public sealed record ExportAuditEvents(AuditFilter Filter, AuditExportFormat Format, Stream Output, bool ShowWithheld = false) : IQuery<ExportAuditEvents, AuditExport>, IValidated
{
    public static Permission Requires => Permissions.Audit.Export;

    public void Validate(FieldErrors errors) => Filter.Validate(errors);
}

public sealed record AuditExport(string FileName, string MediaType, long Events, long Withheld, CheckpointRow Checkpoint);
