using System.Globalization;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Evidence;

/// <summary>Rules of packets.</summary>
internal static class EvidenceRules
{
    /// <summary>Says into how many periods to split one in which too many samples changed.</summary>
    /// <param name="changed">How many did.</param>
    public static string TooMany(int changed) => string.Create(CultureInfo.InvariantCulture,
        $"{changed:N0} samples changed in this period, and a packet holds {EvidenceRequest.MaxRecords:N0}. Build {(changed + EvidenceRequest.MaxRecords - 1) / EvidenceRequest.MaxRecords} packets or more, each of a shorter period that begins where the one before ends.");

    public static bool IsUnfinished(EvidencePacket packet) => packet.PacketState is PacketState.Queued or PacketState.Building;

    /// <summary>Building is stopped by whoever asked for it, and by admins.</summary>
    public static bool MayCancel(OperationContext context, EvidencePacket packet) => packet.CreatedById == context.Principal.MemberId || context.Principal.Role.IsAdministrative;

    /// <summary>What is said where the file of a finished packet is no longer in its folder.</summary>
    public static Problem Gone(EvidencePacket packet) => new Problem.NotAllowed($"The file of {packet.Code} is gone from the server. Build the packet again and tell whoever runs FlaskTrack.");

    /// <summary>Whether the caller may have the file now: every record inside must be theirs to read, whoever built the packet.</summary>
    /// <returns>Null where they may.</returns>
    public static async Task<Denial?> DownloadDenialAsync(OperationContext context, EvidencePacket packet, CancellationToken ct)
    {
        if (!context.Principal.Holds(Permissions.Evidence.Generate)) return Denials.Capability(Permissions.Evidence.Generate);
        if (packet.IncludeSensitive && !context.Principal.Holds(Permissions.Records.ViewSensitive)) return Denials.Capability(Permissions.Records.ViewSensitive);
        if (packet.HoldsReviewedEvents && !context.Principal.Holds(Permissions.Access.Review)) return Denials.Capability(Permissions.Access.Review);
        var readable = 0;
        foreach (var ids in packet.RecordIds.Chunk(500)) readable += await context.CountReadableAsync<Sample>(ids, ct);
        return readable == packet.RecordIds.Count ? null : new Denial(DenialCode.Forbidden, "The packet holds records that you may not read. Build one under your own rights.") { RequiredLevel = Level.Read, CurrentLevel = Level.None };
    }
}
