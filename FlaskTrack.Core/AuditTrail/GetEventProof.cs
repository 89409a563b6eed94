using System.Text.Json;
using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Proof of one event that holds without FlaskTrack: the event as hashed, a signed checkpoint, and the few hashes that lead from the one to the
/// other (RFC 9162). Of an event the caller may not see, or see in part only, there is the hash alone. Each is audited.</summary>
public sealed record GetEventProof(long Sequence) : IQuery<GetEventProof, EventProof>
{
    public static Permission Requires => Permissions.Audit.Verify;
}

/// <param name="Json">UTF-8, for people and programs.</param>
public sealed record EventProof(string FileName, byte[] Json);

internal sealed class GetEventProofHandler(CheckpointService checkpoints, SigningKeys keys) : IHandler<GetEventProof, EventProof>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] HowToCheck =
    [
        "1. Take \"event\" without its member \"hash\", in canonical form (RFC 8785). SHA-256 over previous_hash, a line feed and those bytes gives \"hash\".",
        "2. leaf = SHA-256(0x00, the 32 bytes of \"hash\"). Go up \"inclusion.path\" as RFC 9162, section 2.1.3.2 says, from leaf \"inclusion.index\" of a tree of \"checkpoint.sequence\" leaves; a node is SHA-256(0x01, left, right). The end is \"checkpoint.merkle_root\".",
        "3. \"checkpoint.signature\" (ECDSA P-256 with SHA-256, IEEE P1363, base64) is the key's over the lines \"flasktrack-checkpoint/1\", organization, sequence, head_hash, merkle_root, time, each followed by a line feed.",
        "4. \"key_id\" is the SHA-256 of the key's DER form. Compare it with the keys the laboratory publishes at /.well-known/flasktrack-keys.json.",
        "tools/verify-packet/verify_event.py of the source code does all of it with Python's standard library.",
    ];

    public async Task<Result<EventProof>> HandleAsync(GetEventProof operation, OperationContext context, CancellationToken ct)
    {
        var (audit, sequence) = (context.Audit, operation.Sequence);
        if (await audit.Places.FirstOrDefaultAsync(row => row.Sequence == sequence, ct) is not { } place) return Problem.NotFound;
        var checkpoint = await CheckpointAsync(context, sequence, ct);
        var tree = await audit.TreeAsync(checkpoint.Sequence, ct);
        if (tree.Root != checkpoint.MerkleRoot) return new Problem.NotAllowed("The audit chain is broken: its events no longer give the signed root. There is no proof of it.");
        var key = keys.All.First(one => one.KeyId == checkpoint.KeyId);
        var proof = new JsonObject
        {
            ["format"] = "flasktrack-event-proof/1",
            ["organization"] = checkpoint.Organization,
            ["sequence"] = sequence,
            ["hash"] = place.Hash,
            ["event"] = await EventAsync(context, sequence, ct),
            ["checkpoint"] = CheckpointJson.Node(checkpoint),
            ["inclusion"] = new JsonObject { ["index"] = sequence - 1, ["path"] = new JsonArray([.. tree.InclusionPath(sequence - 1).Select(hash => (JsonNode)hash)]) },
            ["public_key"] = key.PublicKey,
            ["key_id"] = key.KeyId,
            ["how_to_check"] = new JsonArray([.. HowToCheck.Select(line => (JsonNode)line)]),
        };
        context.Note("proof_of", sequence);
        return new EventProof($"{context.Organization.Slug}-event-{sequence}-proof.json", JsonSerializer.SerializeToUtf8Bytes(proof, Readable));
    }

    /// <summary>The first one that covers the event, or a new one of the present head.</summary>
    private async Task<AuditCheckpoint> CheckpointAsync(OperationContext context, long sequence, CancellationToken ct)
    {
        var known = keys.All.Select(key => key.KeyId).ToArray();
        if (await context.Checkpoints.Where(row => row.Sequence >= sequence && known.Contains(row.KeyId)).OrderBy(row => row.Sequence).FirstOrDefaultAsync(ct) is { } covering) return covering;
        var head = await context.HeadAsync(ct) ?? throw new InvalidOperationException("The organization has no chain.");
        return await checkpoints.OfAsync(context.Organization.Slug, head, ct);
    }

    private static async Task<JsonNode?> EventAsync(OperationContext context, long sequence, CancellationToken ct)
    {
        if (await context.Audit.Visible.FirstOrDefaultAsync(row => row.Sequence == sequence, ct) is not { } stored) return null;
        return (await AuditRows.ReadAsync(context, [stored], ct))[0].Facts.IsMasked ? null : JsonNode.Parse(stored.ToChainEvent().ToCanonicalUtf8(withHash: true));
    }
}
