using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>A member's slice of the audit log, newest first: what was changed of the membership and, for those who review access, sign-ins and account
/// changes. What the member did to records is in the log under their name.</summary>
/// <param name="Before">Events of a lower sequence only; the cursor.</param>
public sealed record GetMemberHistory(long MemberId, long? Before = null, int Take = 50) : IQuery<GetMemberHistory, RecordHistory>, IValidated
{
    public static Permission Requires => Permissions.Members.View;

    public void Validate(FieldErrors errors)
    {
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 entries.");
    }
}

internal sealed class GetMemberHistoryHandler : IHandler<GetMemberHistory, RecordHistory>
{
    public async Task<Result<RecordHistory>> HandleAsync(GetMemberHistory operation, OperationContext context, CancellationToken ct)
    {
        if (!await context.Rows<Membership>().AnyAsync(row => row.Id == operation.MemberId, ct)) return Problem.NotFound;
        var (member, before) = (operation.MemberId, operation.Before ?? long.MaxValue);
        var events = await context.Audit.Visible.Where(e => (e.EntityType == "membership" || e.EntityType == "account") && e.EntityId == member && e.Sequence < before)
            .OrderByDescending(e => e.Sequence).Take(operation.Take + 1).ToListAsync(ct);
        var more = events.Count > operation.Take;
        if (more) events.RemoveAt(events.Count - 1);
        var entries = (await AuditRows.ReadAsync(context, events, ct)).Select(read => new HistoryEntry(read.Event.Sequence, read.Event.Time, AuditWords.Sentence(read.Event, read.Changes), read.Facts, read.Changes)).ToList();
        return new RecordHistory(entries, more ? entries[^1].Sequence : null);
    }
}
