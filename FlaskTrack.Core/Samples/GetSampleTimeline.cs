using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>What happened to a sample, newest first, in sentences.</summary>
public sealed record GetSampleTimeline(RecordRef<Sample> Record, long? Before = null, int Size = 50) : IQuery<GetSampleTimeline, SampleTimeline>, IOnRecord<Sample>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        if (Size is < 1 or > 200) errors.Add("size", $"Size is {Size}; a page has 1 to 200 entries.");
    }
}

/// <param name="Before">Give it to the next call for older entries; null where there are none.</param>
public sealed record SampleTimeline(IReadOnlyList<TimelineEntry> Entries, long? Before);

/// <summary>One event of the record's chain slice.</summary>
/// <param name="Sentence">What happened, without who and when.</param>
public sealed record TimelineEntry(long Sequence, DateTimeOffset At, string By, string? Role, string Action, string Channel, string Sentence, IReadOnlyList<TimelineChange> Changes, string? Reason, int? Version);

/// <summary>One member before and after, in words; null means empty.</summary>
public sealed record TimelineChange(string Field, string Label, string? Before, string? After);

internal sealed class GetSampleTimelineHandler : IHandler<GetSampleTimeline, SampleTimeline>
{
    public async Task<Result<SampleTimeline>> HandleAsync(GetSampleTimeline operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();

        // Refusals and notes of reading are for the audit log; the timeline is what happened to the sample.
        var events = await context.Events
            .Where(row => row.EntityType == "sample" && row.EntityId == sample.Id && (operation.Before == null || row.Sequence < operation.Before))
            .Where(row => row.After == null || (!row.After.StartsWith("{\"denied\"") && !row.After.StartsWith("{\"administrative_access\"")))
            .OrderByDescending(row => row.Sequence).Take(operation.Size + 1).ToListAsync(ct);
        var shown = events.Take(operation.Size).ToList();
        var words = await TimelineWords.LoadAsync(context, shown, SampleMask.Hides(sample, context), ct);
        var entries = shown.Select(words.Entry).ToList();
        return new SampleTimeline(entries, events.Count > operation.Size ? entries[^1].Sequence : null);
    }
}
