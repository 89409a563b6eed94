namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Says what happened to events whose content does not give their hash: each altered, two exchanged, or all
/// renumbered after one was put in or taken out.</summary>
internal sealed class ChainDiagnosis
{
    private const int Keep = 256;

    private readonly List<ChainEvent> kept = [];
    private long count;

    public void Suspect(ChainEvent entry)
    {
        count++;
        if (kept.Count < Keep) kept.Add(entry);
    }

    public IEnumerable<ChainFinding> Conclude(long lastSequence)
    {
        if (kept.Count == 0) return [];
        var single = ExchangedOrChanged().ToList();
        if (single.Exists(finding => finding.Fault == ChainFault.Reordered)) return single;
        return Renumbered(lastSequence) is { } renumbered ? [renumbered] : single;
    }

    /// <summary>How many suspects were not kept for a closer look.</summary>
    public long Beyond(long lastSequence) => kept.Count == 0 || Renumbered(lastSequence) is not null ? 0 : count - kept.Count;

    private ChainFinding? Renumbered(long lastSequence)
    {
        var first = kept[0].Sequence;
        if (count < 2 || count != lastSequence - first + 1) return null;
        if (kept.TrueForAll(entry => WasSequence(entry, entry.Sequence - 1)))
            return new ChainFinding(ChainFault.Inserted, first - 1, $"Event {first - 1} was put in and the following renumbered.");
        if (kept.Skip(1).All(entry => WasSequence(entry, entry.Sequence - 1)))
            return new ChainFinding(ChainFault.Inserted, first, $"Event {first} was put in and the following renumbered.");
        return kept.TrueForAll(entry => WasSequence(entry, entry.Sequence + 1))
            ? new ChainFinding(ChainFault.Missing, first, $"Event {first} was taken out and the following renumbered.")
            : null;
    }

    private IEnumerable<ChainFinding> ExchangedOrChanged()
    {
        var open = new List<ChainEvent>(kept);
        while (open.Count > 0)
        {
            var entry = open[0];
            open.RemoveAt(0);
            var other = open.FindIndex(candidate => WasSequence(entry, candidate.Sequence) && WasSequence(candidate, entry.Sequence));
            if (other < 0)
            {
                yield return new ChainFinding(ChainFault.Changed, entry.Sequence, WasSequence(entry, entry.Sequence)
                        ? $"Event {entry.Sequence} is not stored as it was written."
                        : $"The content of event {entry.Sequence} does not give its hash.");
                continue;
            }

            yield return new ChainFinding(ChainFault.Reordered, Math.Min(entry.Sequence, open[other].Sequence),
                $"Events {entry.Sequence} and {open[other].Sequence} have exchanged places.");
            open.RemoveAt(other);
        }
    }

    private static bool WasSequence(ChainEvent entry, long sequence)
    {
        try
        {
            return ChainHash.Compute(entry with { Sequence = sequence }) == entry.Hash;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
