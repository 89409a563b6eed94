using System.Security.Cryptography;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>The tree against RFC 9162's own recursive definition, written out below as the RFC gives it.</summary>
public sealed class MerkleTests
{
    private static readonly string[] Hashes =
        [.. Enumerable.Range(0, 301).Select(index => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(index))))];

    [Fact]
    public void Root_path_and_accumulator_agree_with_the_definition_for_every_size_and_leaf()
    {
        var accumulator = new MerkleAccumulator();
        for (var count = 0; count <= 300; count++)
        {
            var hashes = Hashes[..count];
            var tree = MerkleTree.FromHashes(hashes);
            var root = Convert.ToHexStringLower(ReferenceRoot(hashes));
            Assert.Equal(root, tree.Root);
            Assert.Equal(root, accumulator.Root());
            accumulator = MerkleAccumulator.Parse(accumulator.ToString());
            Assert.Equal((root, count), (accumulator.Root(), accumulator.Count));
            for (var index = 0; index < count; index++)
            {
                var path = tree.InclusionPath(index);
                Assert.Equal(ReferencePath(index, hashes), path);
                Assert.True(MerkleTree.VerifyInclusion(hashes[index], index, count, path, root));
                Assert.False(MerkleTree.VerifyInclusion(Hashes[300], index, count, path, root));
                Assert.False(MerkleTree.VerifyInclusion(hashes[index], index + 1, count, path, root));
                Assert.False(MerkleTree.VerifyInclusion(hashes[index], index, count, [.. path, root], root));
                Assert.False(count > 1 && MerkleTree.VerifyInclusion(hashes[index], index, count, path[..^1], root));
            }

            accumulator.Append(Hashes[count]);
        }
    }

    [Fact]
    public void Other_software_finds_the_same_root() => Assert.Equal(
        ChainEventTests.Python(
            """
            import hashlib, sys
            def sha(b): return hashlib.sha256(b).digest()
            leaves = [sha(b'\0' + bytes.fromhex(line)) for line in sys.stdin.read().split()]
            def root(part):
                if len(part) == 1: return part[0]
                k = 1
                while k * 2 < len(part): k *= 2
                return sha(b'\1' + root(part[:k]) + root(part[k:]))
            print(root(leaves).hex())
            """, string.Join('\n', Hashes)),
        MerkleTree.FromHashes(Hashes).Root);

    [Theory]
    [InlineData("")]
    [InlineData("3:00")]
    [InlineData("x:")]
    [InlineData("-1:")]
    public void An_accumulator_in_another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => MerkleAccumulator.Parse(text));

    private static byte[] ReferenceRoot(ReadOnlySpan<string> hashes)
    {
        if (hashes.Length == 0) return SHA256.HashData([]);
        if (hashes.Length == 1) return SHA256.HashData([0, .. Convert.FromHexString(hashes[0])]);
        var split = Split(hashes.Length);
        return SHA256.HashData([1, .. ReferenceRoot(hashes[..split]), .. ReferenceRoot(hashes[split..])]);
    }

    private static List<string> ReferencePath(int index, ReadOnlySpan<string> hashes)
    {
        if (hashes.Length <= 1) return [];
        var split = Split(hashes.Length);
        var (path, other) = index < split
            ? (ReferencePath(index, hashes[..split]), ReferenceRoot(hashes[split..]))
            : (ReferencePath(index - split, hashes[split..]), ReferenceRoot(hashes[..split]));
        path.Add(Convert.ToHexStringLower(other));
        return path;
    }

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count) split *= 2;
        return split;
    }
}
