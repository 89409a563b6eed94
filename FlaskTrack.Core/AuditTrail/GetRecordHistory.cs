using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>A record's slice of the audit log in readable sentences, newest first. Of a record the caller may not read there is none.</summary>
/// <param name="EntityType">Snake case, such as <c>sample</c>.</param>
/// <param name="Before">Events of a lower sequence only; the cursor.</param>
public sealed record GetRecordHistory(string EntityType, string Code, long? Before = null, int Take = 50) : IQuery<GetRecordHistory, RecordHistory>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 entries.");
    }
}

public sealed record RecordHistory(IReadOnlyList<HistoryEntry> Entries, long? Next);

/// <summary>One event of a record. The sentence begins with the actor: "Leïla Haddad changed location and state".</summary>
public sealed record HistoryEntry(long Sequence, DateTimeOffset Time, string Sentence, AuditFacts Event, IReadOnlyList<AuditChange> Changes);

internal sealed class GetRecordHistoryHandler : IHandler<GetRecordHistory, RecordHistory>
{
    public async Task<Result<RecordHistory>> HandleAsync(GetRecordHistory operation, OperationContext context, CancellationToken ct)
    {
        var before = operation.Before ?? long.MaxValue;
        var (type, code) = (operation.EntityType.Trim().ToLowerInvariant(), operation.Code.Trim().ToUpperInvariant());
        var slice = context.Audit.Visible.Where(e => e.EntityType == type && e.EntityCode == code);
        var events = await slice.Where(e => e.Sequence < before).OrderByDescending(e => e.Sequence).Take(operation.Take + 1).ToListAsync(ct);
        if (events.Count == 0 && !await slice.AnyAsync(ct)) return Problem.NotFound;
        var more = events.Count > operation.Take;
        if (more) events.RemoveAt(events.Count - 1);
        var entries = (await AuditRows.ReadAsync(context, events, ct)).Select(read => new HistoryEntry(read.Event.Sequence, read.Event.Time, AuditWords.Sentence(read.Event, read.Changes), read.Facts, read.Changes)).ToList();
        return new RecordHistory(entries, more ? entries[^1].Sequence : null);
    }
}
