using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Packets the caller may read, newest first.</summary>
/// <param name="Text">Part of code, purpose or recipient.</param>
/// <param name="BeforeId">Packets of a lower id only; the cursor.</param>
public sealed record FindEvidence(PacketState? State = null, string? Text = null, long? BeforeId = null, int Take = 50) : IQuery<FindEvidence, PacketPage>, IValidated, ILooksOnly
{
    public static Permission Requires => Permissions.Evidence.Generate;

    public void Validate(FieldErrors errors)
    {
        errors.Optional("text", "Text", Text, 100);
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

public sealed record PacketPage(IReadOnlyList<PacketRow> Rows, long? Next);

#pragma warning disable CA1304, CA1311, CA1862 // In a query, ToLower is the database's lower(), which has no culture; other forms do not translate.

internal sealed class FindEvidenceHandler : IHandler<FindEvidence, PacketPage>
{
    public async Task<Result<PacketPage>> HandleAsync(FindEvidence operation, OperationContext context, CancellationToken ct)
    {
        var rows = context.Readable<EvidencePacket>();
        if (operation.State is { } state) rows = rows.Where(row => row.PacketState == state);
        if (operation.BeforeId is { } before) rows = rows.Where(row => row.Id < before);
        if (StoredText.Clean(operation.Text)?.ToLowerInvariant() is { } text)
            rows = rows.Where(row => row.Code.ToLower().Contains(text) || (row.Purpose != null && row.Purpose.ToLower().Contains(text)) || (row.Recipient != null && row.Recipient.ToLower().Contains(text)));
        var packets = await rows.OrderByDescending(row => row.Id).Take(operation.Take + 1).ToListAsync(ct);
        var more = packets.Count > operation.Take;
        if (more) packets.RemoveAt(packets.Count - 1);

        var members = packets.Select(packet => packet.CreatedById).Distinct().ToArray();
        var names = await context.Rows<Membership>().Where(member => members.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.DisplayName, ct);
        var downloads = await DownloadsAsync(context, [.. packets.Select(packet => packet.Id)], ct);
        return new PacketPage([.. packets.Select(packet => Row(packet, names, downloads))], more ? packets[^1].Id : null);
    }

    private static PacketRow Row(EvidencePacket packet, Dictionary<long, string> names, Dictionary<long, int> downloads) => new(
        packet.Id, packet.Code, packet.ScopeKind, packet.AuditLabel, packet.From, packet.To, packet.Purpose, packet.Recipient, packet.PacketState, packet.RecordCount, packet.EventCount, packet.WithheldCount, packet.SizeBytes,
        names.GetValueOrDefault(packet.CreatedById, ""), packet.CreatedAt, packet.BuiltAt, downloads.GetValueOrDefault(packet.Id));

    /// <summary>Each download is an event; the log is the only count.</summary>
    private static async Task<Dictionary<long, int>> DownloadsAsync(OperationContext context, long[] ids, CancellationToken ct)
    {
        var type = SnakeCase.Of(nameof(EvidencePacket));
        return await context.Events.Where(row => row.EntityType == type && row.EntityId != null && ids.Contains(row.EntityId.Value) && row.After != null && row.After.StartsWith(DownloadEvidenceHandler.Mark))
            .GroupBy(row => row.EntityId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(pair => pair.Key, pair => pair.Count, ct);
    }
}
