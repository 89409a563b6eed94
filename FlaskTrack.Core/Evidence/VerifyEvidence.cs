using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Checks the kept file of a packet with every check that verify.html makes, against the keys of this installation. Each run is audited.</summary>
public sealed record VerifyEvidence(RecordRef<EvidencePacket> Record) : IQuery<VerifyEvidence, PacketVerification>, IOnRecord<EvidencePacket>
{
    public static Permission Requires => Permissions.Evidence.Generate;
}

/// <param name="Checks">The checks in order; the first is that the file is the one that was built.</param>
public sealed record PacketVerification(DateTimeOffset At, string? RootHash, IReadOnlyList<PacketCheck> Checks)
{
    public bool IsWhole => Checks.All(check => check.Ok);
}

internal sealed class VerifyEvidenceHandler(PacketFiles files, SigningKeys keys) : IHandler<VerifyEvidence, PacketVerification>
{
    public async Task<Result<PacketVerification>> HandleAsync(VerifyEvidence operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        if (packet.PacketState != PacketState.Ready) return new Problem.NotAllowed($"{packet.Code} is not ready.");
        if (await EvidenceRules.DownloadDenialAsync(context, packet, ct) is { } denial) return new Problem.Refused(denial);
        await using var file = files.Open(packet.FileKey!);
        if (file is null) return EvidenceRules.Gone(packet);
        var same = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == packet.FileHash;
        file.Position = 0;
        var report = PacketVerifier.Verify(file, [.. keys.All.Select(key => key.PublicKey)]);
        var kept = new PacketCheck("kept file", same, same ? "The file is the one that was built" : "The file is not the one that was built");
        var found = new PacketVerification(context.Now, report.RootHash, [kept, .. report.Checks]);
        context.Note("verified", packet.Code);
        context.Note("whole", found.IsWhole);
        return found;
    }
}
