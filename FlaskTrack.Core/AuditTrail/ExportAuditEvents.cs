using System.Runtime.CompilerServices;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

public enum AuditExportFormat
{
    /// <summary>One canonical JSON a line, exactly as hashed, then the checkpoint.</summary>
    Jsonl,

    /// <summary>One row an event, then one whose action is "checkpoint" and whose after is the signed checkpoint.</summary>
    Csv,

    /// <summary>The events on one sheet, the checkpoint on another.</summary>
    Xlsx,
}

/// <summary>Writes the events the caller may read that the filter selects, oldest first, with the checkpoint they can be proved against. Withheld
/// events are counted, and keep sequence, time and hash where <paramref name="ShowWithheld"/> asks for them.</summary>
/// <param name="Output">Stays open.</param>
public sealed record ExportAuditEvents(AuditFilter Filter, AuditExportFormat Format, Stream Output, bool ShowWithheld = false) : IQuery<ExportAuditEvents, AuditExport>, IValidated, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Audit.Export;

    public void Validate(FieldErrors errors) => Filter.Validate(errors);
}

public sealed record AuditExport(string FileName, string MediaType, long Events, long Withheld, CheckpointRow Checkpoint);

internal sealed class ExportAuditEventsHandler(CheckpointService checkpoints) : IHandler<ExportAuditEvents, AuditExport>
{
    private const int Batch = 1000;

    public async Task<Result<AuditExport>> HandleAsync(ExportAuditEvents operation, OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization;
        var head = await context.HeadAsync(ct) ?? throw new InvalidOperationException("The organization has no chain.");
        var checkpoint = await checkpoints.OfAsync(organization.Slug, head, ct);
        var counts = new ExportCounts();
        await AuditExportWriter.WriteAsync(operation.Format, operation.Output, RowsAsync(operation, context, head.Sequence, counts, ct), checkpoint, new($"Audit log of {organization.Name}", "FlaskTrack", context.Now), ct);
        context.Note("events", counts.Events);
        context.Note("format", SnakeCase.Of(operation.Format.ToString()));
        context.Note("up_to", head.Sequence);
        context.Note("withheld", counts.Withheld);
        var name = $"audit-{organization.Slug}-{head.Sequence}.{SnakeCase.Of(operation.Format.ToString())}";
        return new AuditExport(name, AuditExportWriter.MediaType(operation.Format), counts.Events, counts.Withheld, AuditRows.Row(checkpoint));
    }

    /// <summary>Oldest first, in batches, so that an export of years needs no more memory than one of a day.</summary>
    private static async IAsyncEnumerable<ExportedEvent> RowsAsync(ExportAuditEvents operation, OperationContext context, long head, ExportCounts counts, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = operation.Filter.Cleaned();
        var audit = context.Audit;
        var (first, last) = await AuditSearch.SpanAsync(audit, filter, ct);
        last = Math.Min(last, head);
        for (var from = first; from <= last;)
        {
            var (start, end) = (from, last);
            var events = await AuditSearch.Apply(audit, filter).Where(e => e.Sequence >= start && e.Sequence <= end).OrderBy(e => e.Sequence).Take(Batch).ToListAsync(ct);
            if (events.Count == Batch) end = events[^1].Sequence;
            var places = await audit.Withheld.Where(place => place.Sequence >= start && place.Sequence <= end).OrderBy(place => place.Sequence).ToListAsync(ct);
            var read = (await AuditRows.ReadAsync(context, events, ct)).Where(one => AuditSearch.Says(one, filter)).ToList();
            counts.Events += read.Count;
            counts.Withheld += places.Count;
            var rows = read.Select(one => new ExportedEvent(AuditRows.Row(one), one));
            var withheld = operation.ShowWithheld ? places.Select(place => new ExportedEvent(AuditRows.Row(place), null)) : [];
            foreach (var row in rows.Concat(withheld).OrderBy(row => row.Row.Sequence)) yield return row;
            from = end + 1;
        }
    }

    private sealed class ExportCounts
    {
        public long Events { get; set; }

        public long Withheld { get; set; }
    }
}
