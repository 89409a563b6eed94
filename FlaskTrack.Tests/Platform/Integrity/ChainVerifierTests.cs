using FlaskTrack.Core.Platform.Integrity;
using Microsoft.Extensions.Time.Testing;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>10,000 random chains: left alone they verify; one thing done to one of them is found, and the right row named.</summary>
public sealed class ChainVerifierTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "flasktrack-chain-" + Guid.NewGuid().ToString("N"));
    private readonly SigningKeys keys;
    private readonly CheckpointSigner signer;

    public ChainVerifierTests()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        keys = new SigningKeys(new SigningKeyOptions { Folder = folder }, time);
        signer = new CheckpointSigner(keys, time);
    }

    private static readonly Func<ChainEvent, Random, ChainEvent>[] FieldChanges =
    [
        (entry, random) => entry with { Time = entry.Time.AddTicks(10) },
        (entry, random) => entry with { ActorKind = "agent" },
        (entry, random) => entry with { ActorId = (entry.ActorId ?? 0) + 1 },
        (entry, random) => entry with { ActorName = entry.ActorName + "x" },
        (entry, random) => entry with { ActorRole = entry.ActorRole is null ? "" : null },
        (entry, random) => entry with { OnBehalfOf = entry.OnBehalfOf + "x" },
        (entry, random) => entry with { Authentication = entry.Authentication + "x" },
        (entry, random) => entry with { Channel = "job" },
        (entry, random) => entry with { RequestId = entry.RequestId + "x" },
        (entry, random) => entry with { SessionId = entry.SessionId + "x" },
        (entry, random) => entry with { Ip = entry.Ip + "1" },
        (entry, random) => entry with { UserAgent = entry.UserAgent + " " },
        (entry, random) => entry with { Action = "samples.view" },
        (entry, random) => entry with { EntityType = "batch" },
        (entry, random) => entry with { EntityId = (entry.EntityId ?? 0) + 1 },
        (entry, random) => entry with { EntityCode = entry.EntityCode + "x" },
        (entry, random) => entry with { EntityLabel = entry.EntityLabel + "\ud800" },
        (entry, random) => entry with { EntityVersion = entry.EntityVersion + 1 },
        (entry, random) => entry with { Before = entry.Before is null ? "{}" : null },
        (entry, random) => entry with { After = entry.After is null ? "{}" : entry.After + " " },
        (entry, random) => entry with { Reason = entry.Reason + "\u0000" },
        (entry, random) => entry with { SignatureId = (entry.SignatureId ?? 0) + 1 },
        (entry, random) => entry with { Organization = "south-lab" },
        (entry, random) => entry with { Hash = ChainHash.Compute(entry with { Reason = "other" }) },
        (entry, random) => entry with { Hash = entry.Hash.ToUpperInvariant() + "0" },
        (entry, random) => entry with { PreviousHash = ChainHash.Compute(entry) },
    ];

    private ChainReport Verify(IEnumerable<ChainEvent> chain, ChainHead? head, params Checkpoint[] checkpoints)
    {
        var verifier = new ChainVerifier("north-lab", head, checkpoints, checkpoint => checkpoint.IsSignedBy(keys));
        foreach (var entry in chain) verifier.Add(entry);
        return verifier.Finish();
    }

    private Checkpoint CheckpointOver(IEnumerable<ChainEvent> events)
    {
        var covered = events.ToList();
        return signer.Sign("north-lab", covered.Count, covered[^1].Hash, MerkleTree.FromHashes(covered.Select(entry => entry.Hash)).Root);
    }

    private static ChainHead HeadOf(List<ChainEvent> chain) => new(chain[^1].Sequence, chain[^1].Hash);

    [Fact]
    public void Ten_thousand_chains_verify_and_each_single_tampering_is_named()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var chain = SampleChain.Of(seed, random.Next(1, 12));
            var checkpoint = seed % 10 == 0 ? [CheckpointOver(chain.Take(random.Next(1, chain.Count + 1)))] : Array.Empty<Checkpoint>();
            var untouched = Verify(chain, HeadOf(chain), checkpoint);
            Assert.True(untouched.Ok, $"seed {seed}: {untouched.First}");
            Assert.Equal(MerkleTree.FromHashes(chain.Select(entry => entry.Hash)).Root, untouched.MerkleRoot);

            var (tampered, sequence, fault) = Tamper(chain, random);
            var report = Verify(tampered, HeadOf(chain), checkpoint);
            Assert.True(report.First is { } first && first.Sequence == sequence && first.Fault == fault,
                $"seed {seed}: expected {fault} at {sequence} of {chain.Count}, found {string.Join("; ", report.Findings)}");
        }
    }

    private static (List<ChainEvent> Chain, long Sequence, ChainFault Fault) Tamper(List<ChainEvent> chain, Random random)
    {
        var tampered = new List<ChainEvent>(chain);
        var at = random.Next(chain.Count);
        var other = random.Next(chain.Count);
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                tampered[at] = FieldChanges[random.Next(FieldChanges.Length)](chain[at], random);
                return (tampered, at + 1, ChainFault.Changed);
            case 3:
                tampered.RemoveAt(at);
                return (tampered, at + 1, at == chain.Count - 1 ? ChainFault.TruncatedTail : ChainFault.Missing);
            case 4 when at != other:
                (tampered[at], tampered[other]) = (tampered[other], tampered[at]);
                return (tampered, Math.Min(at, other) + 1, ChainFault.Reordered);
            case 5 when at != other:
                (tampered[at], tampered[other]) = (chain[other] with { Sequence = at + 1 }, chain[at] with { Sequence = other + 1 });
                return (tampered, Math.Min(at, other) + 1, ChainFault.Reordered);
            case 6:
                var forged = ChainHash.Seal(chain[at] with { Reason = "forged", PreviousHash = random.Next(2) == 0 ? chain[at].PreviousHash : new string('e', 64) });
                tampered.Insert(random.Next(2) == 0 ? at : at + 1, forged);
                return (tampered, at + 1, ChainFault.Inserted);
            case 7:
                tampered.Add(ChainHash.Seal(chain[^1] with { Sequence = chain.Count + 1, PreviousHash = chain[^1].Hash }));
                return (tampered, chain.Count + 1, ChainFault.Inserted);
            default:
                tampered[at] = ChainHash.Seal(chain[at] with { Reason = "rewritten with its hash" });
                return (tampered, at + 1, ChainFault.LinkBroken);
        }
    }

    [Fact]
    public void A_row_put_in_or_taken_out_with_all_later_rows_renumbered_is_named()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var chain = SampleChain.Of(seed, random.Next(5, 12));
            var at = random.Next(0, chain.Count - 3);
            var inserted = ChainHash.Seal(chain[at] with { Reason = "forged" });
            var longer = chain.Take(at).Append(inserted).Concat(chain.Skip(at).Select(entry => entry with { Sequence = entry.Sequence + 1 })).ToList();
            var grown = Verify(longer, new ChainHead(longer.Count, longer[^1].Hash));
            Assert.Equal((ChainFault.Inserted, at + 1), (grown.First!.Fault, grown.First.Sequence));
            var shorter = chain.Take(at).Concat(chain.Skip(at + 1).Select(entry => entry with { Sequence = entry.Sequence - 1 })).ToList();
            var shrunk = Verify(shorter, new ChainHead(shorter.Count, shorter[^1].Hash));
            Assert.Equal((ChainFault.Missing, at + 1), (shrunk.First!.Fault, shrunk.First.Sequence));
        }
    }

    [Fact]
    public void An_event_rewritten_with_a_wrong_link_is_the_one_named()
    {
        var chain = SampleChain.Of(5, 9);
        var tampered = new List<ChainEvent>(chain) { [4] = ChainHash.Seal(chain[4] with { PreviousHash = new string('e', 64) }) };
        var report = Verify(tampered, HeadOf(chain));
        Assert.Equal([(ChainFault.LinkBroken, 5L)], report.Findings.Select(finding => (finding.Fault, finding.Sequence)));
    }

    [Fact]
    public void History_rewritten_with_all_later_hashes_is_found_by_the_checkpoint()
    {
        var chain = SampleChain.Of(1, 20);
        Checkpoint[] checkpoints = [CheckpointOver(chain.Take(5)), CheckpointOver(chain.Take(15))];
        var rewritten = chain.Take(8).ToList();
        foreach (var entry in chain.Skip(8))
            rewritten.Add(ChainHash.Seal(entry with { Reason = entry.Sequence == 9 ? "rewritten" : entry.Reason, PreviousHash = rewritten[^1].Hash }));
        Assert.True(Verify(rewritten, HeadOf(rewritten)).Ok);
        var report = Verify(rewritten, HeadOf(rewritten), checkpoints);
        var finding = Assert.Single(report.Findings);
        Assert.Equal((ChainFault.ChangedAfterCheckpoint, 15), (finding.Fault, finding.Sequence));
        Assert.Contains("Events 6 to 15", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_tail_is_found_by_a_checkpoint_even_when_the_head_was_cut_too()
    {
        var chain = SampleChain.Of(2, 12);
        var cut = chain.Take(7).ToList();
        var report = Verify(cut, HeadOf(cut), CheckpointOver(chain));
        Assert.Equal((ChainFault.TruncatedTail, 8L), (report.First!.Fault, report.First.Sequence));
        Assert.Equal(1, Verify([], HeadOf(chain)).First!.Sequence);
    }

    [Fact]
    public void A_checkpoint_that_is_forged_or_another_organizations_is_reported()
    {
        var chain = SampleChain.Of(3, 6);
        var good = CheckpointOver(chain.Take(4));
        foreach (var bad in new[] { good with { MerkleRoot = new string('d', 64) }, good with { Organization = "south-lab" } })
        {
            var report = Verify(chain, HeadOf(chain), bad);
            Assert.Equal((ChainFault.CheckpointSignatureInvalid, 4L), (Assert.Single(report.Findings).Fault, report.First!.Sequence));
        }
    }

    [Fact]
    public void An_empty_chain_verifies() => Assert.True(Verify([], new ChainHead(0, ChainHash.Genesis)).Ok);

    public void Dispose()
    {
        keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
