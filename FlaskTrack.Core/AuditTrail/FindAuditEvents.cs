using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Before">Events of a lower sequence only; the cursor.</param>
/// <param name="Take">1 to 200.</param>
/// <param name="ShowWithheld">Whether rows the reader may not see appear as withheld; null shows them where no filter is set.</param>
public sealed record FindAuditEvents(AuditFilter Filter, long? Before = null, int Take = 50, bool? ShowWithheld = null) : IQuery<FindAuditEvents, AuditPage>, IValidated
{
    public static Permission Requires => Permissions.Audit.View;

    public void Validate(FieldErrors errors)
    {
        Filter.Validate(errors);
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

internal sealed class FindAuditEventsHandler : IHandler<FindAuditEvents, AuditPage>
{
    public async Task<Result<AuditPage>> HandleAsync(FindAuditEvents operation, OperationContext context, CancellationToken ct)
    {
        var filter = operation.Filter.Cleaned();
        var withheld = operation.ShowWithheld ?? filter.IsEmpty;
        var audit = context.Audit;
        var (first, last) = await AuditSearch.SpanAsync(audit, filter, ct);
        if (operation.Before is { } before) last = Math.Min(last, before - 1);
        var take = operation.Take + 1;

        var events = await AuditSearch.Apply(audit, filter).Where(e => e.Sequence >= first && e.Sequence <= last).OrderByDescending(e => e.Sequence).Take(take).ToListAsync(ct);
        var places = withheld ? await audit.Withheld.Where(place => place.Sequence >= first && place.Sequence <= last).OrderByDescending(place => place.Sequence).Take(take).ToListAsync(ct) : [];
        var read = await AuditRows.ReadAsync(context, events, ct);
        var rows = read.Select(AuditRows.Row).Concat(places.Select(AuditRows.Row)).OrderByDescending(row => row.Sequence).Take(take).ToList();
        var more = rows.Count == take;
        if (more) rows.RemoveAt(rows.Count - 1);
        var silent = read.Where(one => !AuditSearch.Says(one, filter)).Select(one => one.Event.Sequence).ToHashSet();
        return new AuditPage([.. rows.Where(row => !silent.Contains(row.Sequence))], more ? rows[^1].Sequence : null);
    }
}
