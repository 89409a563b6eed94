using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>A signed statement about an organization's chain at one moment: so many events, this last hash, this RFC 9162 root
/// over all event hashes. Published elsewhere it keeps even the database's administrator from rewriting history unseen.</summary>
public sealed record Checkpoint(
    string Organization, long Sequence, string HeadHash, string MerkleRoot, DateTimeOffset Time, string Signature, string KeyId)
{
    /// <summary>The bytes that are signed.</summary>
    public byte[] ToMessage() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"flasktrack-checkpoint/1\n{Organization}\n{Sequence}\n{HeadHash}\n{MerkleRoot}\n{TimeText(Time)}\n"));

    public bool IsSignedBy(SigningKeys keys) => keys.Verify(ToMessage(), Signature, KeyId);

    public bool IsSignedBy(string publicKeyPem) => PublicKeys.Verify(publicKeyPem, ToMessage(), Signature);

    /// <summary>RFC 3339, UTC, six fractional digits, Z: how every time in evidence is written.</summary>
    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Makes checkpoints with the installation's active key.</summary>
public sealed class CheckpointSigner(SigningKeys keys, TimeProvider time)
{
    /// <param name="sequence">The last event covered; 0 for a chain without events.</param>
    /// <exception cref="ArgumentException">A line break in the slug or a malformed hash: the message would be ambiguous.</exception>
    public Checkpoint Sign(string organization, long sequence, string headHash, string merkleRoot)
    {
        if (organization.AsSpan().ContainsAny('\n', '\r')) throw new ArgumentException("A slug has no line breaks.", nameof(organization));
        if (!ChainHash.IsHash(headHash)) throw new ArgumentException("Not a hash.", nameof(headHash));
        if (!ChainHash.IsHash(merkleRoot)) throw new ArgumentException("Not a hash.", nameof(merkleRoot));
        var draft = new Checkpoint(organization, sequence, headHash, merkleRoot, ChainEvent.ToMicroseconds(time.GetUtcNow()), "", "");
        var (signature, key) = keys.SignWithKey(draft.ToMessage());
        return draft with { Signature = signature, KeyId = key.KeyId };
    }
}
