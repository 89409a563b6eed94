using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>A checkpoint as proofs, exports and published files write it.</summary>
internal static class CheckpointJson
{
    public static byte[] Of(AuditCheckpoint row) => CanonicalJson.Canonicalize(Node(row));

    public static JsonObject Node(AuditCheckpoint row) => new()
    {
        ["organization"] = row.Organization,
        ["sequence"] = row.Sequence,
        ["head_hash"] = row.HeadHash,
        ["merkle_root"] = row.MerkleRoot,
        ["time"] = Checkpoint.TimeText(row.Time),
        ["signature"] = row.Signature,
        ["key_id"] = row.KeyId,
    };
}
