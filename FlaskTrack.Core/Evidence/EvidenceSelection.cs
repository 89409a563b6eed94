using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Chooses what goes into a packet under the caller's rights, and counts what does not. Preview and building choose in the same way.</summary>
internal static class EvidenceSelection
{
    public const string SampleType = "sample";
    private const int Batch = 200;

    /// <summary>The samples of a scope that the caller may read, by code, and how many more the scope has.</summary>
    /// <param name="sensitive">False leaves out samples marked sensitive as wholes: part of a record would be a history with gaps, which no verifier
    /// could tell from a forged one.</param>
    public static async Task<SelectedSamples> SamplesAsync(OperationContext context, IReadOnlyList<string> codes, DateTimeOffset? from, DateTimeOffset? to, bool sensitive, CancellationToken ct)
    {
        var (found, total) = codes.Count > 0 ? await ChosenAsync(context, codes, ct) : await ChangedAsync(context, from!.Value, to!.Value, ct);
        var included = found.Where(sample => sensitive || !sample.Sensitive).OrderBy(sample => sample.Code, StringComparer.Ordinal).ToList();
        context.Shows<Sample>(included.Select(sample => sample.Id));
        return new SelectedSamples(included, total - found.Count, found.Count - included.Count);
    }

    /// <summary>The events of these samples up to a sequence, oldest first, and how many of them the caller may not see.</summary>
    public static async Task<SelectedEvents> EventsAsync(OperationContext context, IReadOnlyCollection<Sample> samples, long to, CancellationToken ct)
    {
        var events = new List<AuditEvent>();
        var hidden = 0;
        foreach (var ids in samples.Select(sample => sample.Id).Chunk(Batch))
        {
            events.AddRange(await context.Audit.Visible.Where(row => row.EntityType == SampleType && row.EntityId != null && ids.Contains(row.EntityId.Value) && row.Sequence <= to).ToListAsync(ct));
            hidden += await context.Audit.CountWithheldOfAsync(SampleType, ids, to, ct);
        }

        return new SelectedEvents([.. events.OrderBy(row => row.Sequence)], hidden);
    }

    private static async Task<(List<Sample> Found, int Total)> ChosenAsync(OperationContext context, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var found = new List<Sample>();
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(Batch)) found.AddRange(await context.Readable<Sample>().Where(row => some.Contains(row.Code)).ToListAsync(ct));
        return (found, codes.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<(List<Sample> Found, int Total)> ChangedAsync(OperationContext context, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var total = await context.Audit.CountChangedAsync(SampleType, from, to, ct);
        var ids = context.Audit.Changed(SampleType, from, to);
        return (await context.Readable<Sample>().Where(row => ids.Contains(row.Id)).OrderBy(row => row.Code).Take(EvidenceRequest.MaxRecords + 1).ToListAsync(ct), total);
    }
}

/// <summary>Samples of a packet.</summary>
/// <param name="Withheld">In the scope, but not the caller's to read.</param>
/// <param name="Sensitive">Marked sensitive and left out by choice or for lack of the right.</param>
internal sealed record SelectedSamples(List<Sample> Included, int Withheld, int Sensitive)
{
    public int Total => Included.Count + Withheld + Sensitive;
}

/// <summary>Events of a packet and how many are outside the caller's rights.</summary>
internal sealed record SelectedEvents(List<AuditEvent> Shown, int Withheld);
