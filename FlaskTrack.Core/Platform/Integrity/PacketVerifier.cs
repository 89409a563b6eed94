using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Checks an evidence packet from its bytes alone. verify.html and tools/verify-packet do the same checks under the
/// same names, each with code of its own.</summary>
public static class PacketVerifier
{
    /// <param name="zip">Seekable.</param>
    /// <param name="trustedKeys">Public keys in PEM, from the installation's published list. Without them a packet only proves
    /// that it was not altered since the key it carries signed it.</param>
    public static PacketReport Verify(Stream zip, IReadOnlyCollection<string>? trustedKeys = null, PacketLimits? limits = null)
    {
        var checks = new PacketChecks();
        PacketArchive? archive = null;
        checks.Run("archive", () =>
        {
            archive = new PacketArchive(zip, limits ?? new PacketLimits());
            return PacketChecks.Count(archive.Names.Count(), "entry", "entries");
        });
        if (archive is null) return new PacketReport(null, null, null, null, trustedKeys is { Count: > 0 }, checks.All);
        return Verify(archive, trustedKeys ?? [], checks);
    }

    private static PacketReport Verify(PacketArchive archive, IReadOnlyCollection<string> trustedKeys, PacketChecks checks)
    {
        PacketManifest? manifest = null;
        PacketProofs? proofs = null;
        byte[] bytes = [];
        checks.Run("manifest", () =>
        {
            bytes = Canonical(archive, PacketNames.Manifest);
            manifest = PacketManifest.Parse(bytes);
            return $"Packet {manifest.Packet}";
        });
        checks.Run("key", () =>
        {
            var parsed = PacketProofs.Parse(Canonical(archive, PacketNames.Proofs));
            var keyId = PublicKeys.KeyId(parsed.PublicKey);
            proofs = parsed;
            return Key(parsed, keyId, trustedKeys);
        });
        checks.Run("signature", () => Signature(archive, bytes, proofs));
        if (manifest is not null) Contents(archive, manifest, proofs, checks);
        return new PacketReport(manifest?.Packet, manifest?.Organization.Name, proofs?.Checkpoint.MerkleRoot, proofs?.KeyId, trustedKeys.Count > 0, checks.All);
    }

    private static void Contents(PacketArchive archive, PacketManifest manifest, PacketProofs? proofs, PacketChecks checks)
    {
        checks.Run("files", () => Files(archive, manifest));
        checks.Run("checkpoint", () => PacketChain.Checkpoint(manifest, Needed(proofs)));
        List<ChainEvent>? events = null;
        checks.Run("events", () =>
        {
            events = PacketChain.Read(Needed(archive.Read(PacketNames.Events), PacketNames.Events));
            return PacketChain.Count(events, manifest);
        });
        checks.Run("chain", () => PacketChain.Links(Needed(events)));
        checks.Run("inclusion", () => PacketChain.Inclusion(Needed(events), Needed(proofs)));
        checks.Run("head", () => PacketChain.Head(Needed(events), manifest, Needed(proofs)));
        checks.Run("records", () => PacketHistory.Records(Canonical(archive, PacketNames.Records), manifest));
        checks.Run("history", () => PacketHistory.Versions(Needed(events), manifest));
    }

    private static string Key(PacketProofs proofs, string keyId, IReadOnlyCollection<string> trustedKeys)
    {
        if (keyId != proofs.KeyId) throw new FormatException("proofs.json: key_id is not that of public_key.");
        if (trustedKeys.Count == 0) return "The key is the packet's own, not compared with a published one";
        return trustedKeys.Any(key => PublicKeys.KeyId(key) == proofs.KeyId)
            ? "The key is a published one"
            : throw new FormatException($"The key {proofs.KeyId} is not one of the trusted keys.");
    }

    private static string Signature(PacketArchive archive, byte[] manifest, PacketProofs? proofs)
    {
        var signature = Encoding.Latin1.GetString(Needed(archive.Read(PacketNames.Signature), PacketNames.Signature));
        return PublicKeys.Verify(Needed(proofs).PublicKey, manifest, signature)
            ? "manifest.sig is the key's signature over manifest.json"
            : throw new FormatException("manifest.sig is not the key's signature over manifest.json.");
    }

    private static string Files(PacketArchive archive, PacketManifest manifest)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal) { PacketNames.Manifest, PacketNames.Signature };
        var problems = new List<string>();
        foreach (var file in manifest.Files)
            if (!listed.Add(file.Name)) problems.Add($"{file.Name} is listed twice.");
            else if (archive.Check(file) is { } problem) problems.Add(problem);
        problems.AddRange(archive.Names.Where(name => !listed.Contains(name)).Select(name => $"{name} is not in the manifest."));
        problems.AddRange(PacketNames.Demanded.Where(name => !listed.Contains(name)).Select(name => $"The manifest lacks {name}."));
        var attached = listed.Count(name => name.StartsWith(PacketNames.Files, StringComparison.Ordinal));
        if (attached != manifest.Counts.Files) problems.Add($"The manifest lists {PacketChecks.Count(attached, "attached file", "attached files")} and counts {manifest.Counts.Files}.");
        return problems.Count == 0 ? PacketChecks.Count(manifest.Files.Count, "file has its", "files have their") + " size and hash" : throw new FormatException(string.Join(" ", problems));
    }

    private static byte[] Canonical(PacketArchive archive, string name)
    {
        var bytes = Needed(archive.Read(name), name);
        return CanonicalJson.IsCanonical(bytes) ? bytes : throw new FormatException($"{name} is not canonical JSON.");
    }

    private static byte[] Needed(byte[]? content, string name) => content ?? throw new FormatException($"{name} is missing.");

    private static PacketProofs Needed(PacketProofs? proofs) => proofs ?? throw new FormatException("proofs.json could not be read.");

    private static List<ChainEvent> Needed(List<ChainEvent>? events) => events ?? throw new FormatException("audit.jsonl could not be read.");
}

/// <summary>Runs checks and keeps what they said.</summary>
internal sealed class PacketChecks
{
    private readonly List<PacketCheck> all = [];

    public IReadOnlyList<PacketCheck> All => all;

    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    public void Run(string name, Func<string> check)
    {
        try
        {
            all.Add(new PacketCheck(name, true, check()));
        }
        catch (FormatException problem)
        {
            all.Add(new PacketCheck(name, false, problem.Message));
        }
    }
}
