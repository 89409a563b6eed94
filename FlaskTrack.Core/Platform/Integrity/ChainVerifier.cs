using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Walks one organization's chain as stored (21 CFR 11.10(a): discern invalid or altered records). Feed every event in
/// order of sequence, then <see cref="Finish"/>. Memory does not grow with the chain; above 200,000 events a second on
/// one core. A change that carries its hash and all later ones along shows only against a checkpoint. Not thread-safe.</summary>
public sealed class ChainVerifier
{
    private const int KeepFindings = 1000;

    private readonly string organization;
    private readonly HashSet<string> names;
    private readonly ChainHead? head;
    private readonly Checkpoint[] checkpoints;
    private readonly List<ChainFinding> findings = [];
    private readonly ChainGaps gaps = new();
    private readonly ChainDiagnosis diagnosis = new();
    private readonly MerkleAccumulator tree = new();
    private readonly byte[] computed = new byte[MerkleHash.Size];
    private readonly byte[] stored = new byte[MerkleHash.Size];
    private bool treeIsWhole = true;
    private long events;
    private long omitted;
    private int nextCheckpoint;
    private long lastGood;
    private long blamed;
    private Place last = new(0, ChainHash.Genesis, null, true);
    private Place beforeLast;

    /// <param name="checkpoints">All known checkpoints of the organization, in any order.</param>
    /// <param name="head">The stored head; without it and without checkpoints a cut tail cannot be seen.</param>
    /// <param name="isSigned">Whether a checkpoint's signature holds, such as <see cref="Checkpoint.IsSignedBy(SigningKeys)"/>.</param>
    /// <param name="former">Slugs the organization had before: what was written then carries them for ever.</param>
    public ChainVerifier(string organization, ChainHead? head, IEnumerable<Checkpoint> checkpoints, Func<Checkpoint, bool> isSigned, IEnumerable<string>? former = null)
    {
        (this.organization, this.head) = (organization, head);
        names = new HashSet<string>(former ?? [], StringComparer.Ordinal) { organization };
        var signed = checkpoints.ToLookup(checkpoint => names.Contains(checkpoint.Organization) && isSigned(checkpoint));
        foreach (var bad in signed[false])
            Report(ChainFault.CheckpointSignatureInvalid, bad.Sequence, $"The checkpoint at {bad.Sequence} is not signed by a known key.");
        this.checkpoints = [.. signed[true].OrderBy(checkpoint => checkpoint.Sequence)];
    }

    /// <summary>The organization's slugs, present and former.</summary>
    internal IReadOnlyCollection<string> Names => names;

    public void Add(ChainEvent entry) => Add(entry, MatchesItsHash(entry));

    /// <summary>Takes an event whose row holds something that no event is stored as, which reading it has left out: changed, whatever its hash.</summary>
    internal void AddAltered(ChainEvent entry)
    {
        MatchesItsHash(entry);
        Add(entry, whole: false);
    }

    private void Add(ChainEvent entry, bool whole)
    {
        if (entry.Sequence <= last.Sequence)
        {
            events++;
            Late(entry, whole);
            return;
        }

        CompareCheckpoints();
        if (!whole) diagnosis.Suspect(entry);
        else if (!names.Contains(entry.Organization))
            Report(ChainFault.Inserted, entry.Sequence, $"Event {entry.Sequence} belongs to {entry.Organization}.");
        Advance(entry.Sequence, entry.PreviousHash, entry.Hash, whole);
    }

    /// <summary>Takes an event of the organization as its bytes, where they give its hash and it comes after those before it.</summary>
    /// <param name="hashed">What the hash is made of: previous hash, line feed, canonical JSON.</param>
    /// <returns>False where it does not; nothing is noted, and the event itself is to be added.</returns>
    internal bool TryAdd(long sequence, string previousHash, string hash, ReadOnlySpan<byte> hashed)
    {
        if (sequence <= last.Sequence || !ChainHash.TryDecode(hash, stored)) return false;
        SHA256.HashData(hashed, computed);
        if (!computed.AsSpan().SequenceEqual(stored)) return false;
        CompareCheckpoints();
        Advance(sequence, previousHash, hash, whole: true);
        return true;
    }

    private void Advance(long sequence, string previousHash, string hash, bool whole)
    {
        events++;
        if (sequence == last.Sequence + 1) CheckLink(previousHash, whole);
        else Skip(sequence);
        beforeLast = last;
        last = new Place(sequence, hash, whole ? null : Convert.ToHexStringLower(computed), whole);
        if (treeIsWhole && !ChainHash.TryDecode(hash, stored)) treeIsWhole = false;
        if (treeIsWhole) tree.Append(stored);
    }

    public ChainReport Finish()
    {
        CompareCheckpoints();
        EndLink();
        foreach (var (from, to) in gaps.Ranges)
            Report(ChainFault.Missing, from, from == to ? $"Event {from} is missing." : $"Events {from} to {to} are missing.");
        foreach (var finding in diagnosis.Conclude(last.Sequence)) Report(finding.Fault, finding.Sequence, finding.Detail);
        var claimed = Math.Max(head?.Sequence ?? 0, checkpoints.Length == 0 ? 0 : checkpoints[^1].Sequence);
        if (claimed > last.Sequence)
            Report(ChainFault.TruncatedTail, last.Sequence + 1, $"There were {claimed} events; those after {last.Sequence} are gone.");
        if (head is not null && head.Sequence < last.Sequence)
            Report(ChainFault.Inserted, head.Sequence + 1, $"The head says {head.Sequence}, but there are events after it.");
        return new ChainReport(organization, events, last.Sequence, last.Hash, treeIsWhole ? tree.Root() : null,
            [.. findings.OrderBy(finding => finding.Sequence).ThenBy(finding => finding.Fault)], omitted + diagnosis.Beyond(last.Sequence));
    }

    private bool MatchesItsHash(ChainEvent entry)
    {
        try
        {
            ChainHash.Compute(entry, computed);
        }
        catch (FormatException)
        {
            Array.Clear(computed);
            return false;
        }

        return ChainHash.TryDecode(entry.Hash, stored) && computed.AsSpan().SequenceEqual(stored) && ObjectBorders.AreRight(entry.Before) && ObjectBorders.AreRight(entry.After);
    }

    /// <summary>An event at or before one already seen: late, or one too many.</summary>
    private void Late(ChainEvent entry, bool whole)
    {
        treeIsWhole = false;
        if (gaps.Fill(entry.Sequence, out var gapStart))
        {
            if (!whole) diagnosis.Suspect(entry);
            if (!findings.Exists(finding => finding.Fault == ChainFault.Reordered))
                Report(ChainFault.Reordered, gapStart, $"Event {entry.Sequence} comes after event {last.Sequence}.");
            return;
        }

        Report(ChainFault.Inserted, entry.Sequence, $"There is more than one event {entry.Sequence}.");
        if (entry.Sequence != last.Sequence) return;
        // Either of the two may be the true one: the next event's link is good if it names either.
        if (blamed == Math.Max(1, last.Sequence - 1) && beforeLast.Is(entry.PreviousHash)) blamed = 0;
        last = last with { Other = entry.Hash };
    }

    private void Skip(long sequence)
    {
        gaps.Open(last.Sequence + 1, sequence - 1);
        treeIsWhole = false;
        Blame();
    }

    /// <summary>A broken link between two events that each fit their own hash means that the first was rewritten with its hash,
    /// unless the second one's other link is broken too: then it is the second.</summary>
    private void CheckLink(string previousHash, bool whole)
    {
        if (last.Is(previousHash))
        {
            Blame();
            return;
        }

        if (!whole || !last.Whole) return;
        var secondBreak = blamed == last.Sequence - 1 && blamed > 0;
        // Before the first event there is only the genesis value, which nobody can rewrite: then it is the first event itself.
        blamed = Math.Max(1, last.Sequence);
        if (secondBreak) Blame();
    }

    private void EndLink()
    {
        if (head is null || head.Sequence != last.Sequence || last.Is(head.Hash) || !last.Whole)
        {
            Blame();
            return;
        }

        if (last.Sequence == 0) return;
        blamed = last.Sequence;
        Blame();
    }

    private void Blame()
    {
        if (blamed > 0)
            Report(ChainFault.LinkBroken, blamed, $"Event {blamed} was rewritten: what follows it was made after an event with another hash.");
        blamed = 0;
    }

    /// <summary>Only once the walk has left an event: until then a second one of the same sequence may still come.</summary>
    private void CompareCheckpoints()
    {
        for (; nextCheckpoint < checkpoints.Length && checkpoints[nextCheckpoint].Sequence <= last.Sequence; nextCheckpoint++)
        {
            var checkpoint = checkpoints[nextCheckpoint];
            if (checkpoint.Sequence == last.Sequence) Compare(checkpoint);
        }
    }

    private void Compare(Checkpoint checkpoint)
    {
        if (last.Is(checkpoint.HeadHash) && (!treeIsWhole || checkpoint.MerkleRoot == tree.Root()))
        {
            lastGood = checkpoint.Sequence;
            return;
        }

        if (findings.Exists(finding => finding.Fault == ChainFault.ChangedAfterCheckpoint)) return;
        Report(ChainFault.ChangedAfterCheckpoint, checkpoint.Sequence,
            $"Events {lastGood + 1} to {checkpoint.Sequence} are not those the checkpoint of {Checkpoint.TimeText(checkpoint.Time)} was signed over.");
    }

    private void Report(ChainFault fault, long sequence, string detail)
    {
        if (findings.Count < KeepFindings) findings.Add(new ChainFinding(fault, sequence, detail));
        else omitted++;
    }

    private readonly record struct Place(long Sequence, string Hash, string? Other, bool Whole)
    {
        public bool Is(string hash) => hash == Hash || (Other is not null && hash == Other);
    }
}
