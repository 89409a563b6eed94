using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Packets the caller may read, newest first.</summary>
/// <param name="Text">Part of code, purpose or recipient.</param>
/// <param name="BeforeId">Packets of a lower id only; the cursor.</param>
public sealed record FindEvidence(PacketState? State = null, string? Text = null, long? BeforeId = null, int Take = 50) : IQuery<FindEvidence, PacketPage>, IValidated, ILooksOnly
{
    public static Permission Requires => Permissions.Evidence.Generate;

    /// <summary>Asked for by the caller only.</summary>
    public bool Mine { get; init; }

    /// <summary>Superseded ones only, or without them; null takes both.</summary>
    public bool? Superseded { get; init; }

    /// <summary>Asked for at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Asked for before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    public void Validate(FieldErrors errors)
    {
        errors.Optional("text", "Text", Text, 100);
        if (From is { } from && To is { } to && to <= from) errors.Add("to", "The end lies before the start. Choose an end after the start.");
        if (Take is < 1 or > 200) errors.Add("take", "A page has 1 to 200 rows.");
    }
}

public sealed record PacketPage(IReadOnlyList<PacketRow> Rows, long? Next);

#pragma warning disable CA1304, CA1311, CA1862 // In a query, ToLower is the database's lower(), which has no culture; other forms do not translate.

internal sealed class FindEvidenceHandler : IHandler<FindEvidence, PacketPage>
{
    private const int CodesShown = 3;

    public async Task<Result<PacketPage>> HandleAsync(FindEvidence operation, OperationContext context, CancellationToken ct)
    {
        var rows = Filtered(operation, context);
        if (operation.BeforeId is { } before) rows = rows.Where(row => row.Id < before);
        var packets = await rows.OrderByDescending(row => row.Id).Take(operation.Take + 1).ToListAsync(ct);
        var more = packets.Count > operation.Take;
        if (more) packets.RemoveAt(packets.Count - 1);

        var members = packets.Select(packet => packet.CreatedById).Distinct().ToArray();
        var names = await context.Rows<Membership>().Where(member => members.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.DisplayName, ct);
        var downloads = await DownloadsAsync(context, [.. packets.Select(packet => packet.Id)], ct);
        var codes = packets.Select(packet => packet.Code).ToArray();
        var newer = await Newer(context).Where(row => codes.Contains(row.Replaces!)).ToDictionaryAsync(row => row.Replaces!, row => row.Code, ct);
        var scopes = await RecordCodes.OfAsync<Sample>(context, packets.SelectMany(packet => packet.ScopeCodes), ct);
        return new PacketPage([.. packets.Select(packet => Row(packet, Scope(packet, scopes), names, downloads, newer))], more ? packets[^1].Id : null);
    }

    private static IQueryable<EvidencePacket> Filtered(FindEvidence operation, OperationContext context)
    {
        var rows = context.Readable<EvidencePacket>();
        if (operation.State is { } state) rows = rows.Where(row => row.PacketState == state);
        if (operation.Mine)
        {
            var me = context.Principal.MemberId;
            rows = rows.Where(row => row.CreatedById == me);
        }

        if (operation.From is { } from) rows = rows.Where(row => row.CreatedAt >= from);
        if (operation.To is { } to) rows = rows.Where(row => row.CreatedAt < to);
        if (operation.Superseded is { } superseded)
        {
            var newer = Newer(context);
            rows = rows.Where(row => newer.Any(other => other.Replaces == row.Code) == superseded);
        }

        return StoredText.Clean(operation.Text)?.ToLowerInvariant() is not { } text
            ? rows
            : rows.Where(row => row.Code.ToLower().Contains(text) || (row.Purpose != null && row.Purpose.ToLower().Contains(text)) || (row.Recipient != null && row.Recipient.ToLower().Contains(text)));
    }

    /// <summary>Finished packets that stand in place of others.</summary>
    private static IQueryable<EvidencePacket> Newer(OperationContext context) => context.Readable<EvidencePacket>().Where(row => row.Replaces != null && row.PacketState == PacketState.Ready);

    private static PacketRow Row(EvidencePacket packet, string scope, Dictionary<long, string> names, Dictionary<long, int> downloads, Dictionary<string, string> newer) => new(
        packet.Id, packet.Code, packet.ScopeKind, scope, packet.From, packet.To, packet.Purpose, packet.Recipient, packet.PacketState, packet.RecordCount, packet.EventCount, packet.WithheldCount, packet.SizeBytes,
        names.GetValueOrDefault(packet.CreatedById, ""), packet.CreatedAt, packet.BuiltAt, downloads.GetValueOrDefault(packet.Id), packet.Replaces, newer.GetValueOrDefault(packet.Code));

    /// <summary>The first codes that may be said, and how many more there are.</summary>
    private static string Scope(EvidencePacket packet, RecordCodes codes)
    {
        if (packet.ScopeKind == PacketScope.Period) return packet.AuditLabel;
        var said = codes.Open<Sample>(packet.ScopeCodes);
        var withheld = packet.ScopeCodes.Count - said.Count;
        var parts = said.Take(CodesShown).Concat(said.Count > CodesShown ? [$"{said.Count - CodesShown} more"] : []).Concat(withheld > 0 ? [RecordCodes.Withheld("sample", withheld)] : []);
        return string.Join(", ", parts);
    }

    /// <summary>Each download is an event; the log is the only count.</summary>
    private static async Task<Dictionary<long, int>> DownloadsAsync(OperationContext context, long[] ids, CancellationToken ct)
    {
        var type = SnakeCase.Of(nameof(EvidencePacket));
        return await context.Events.Where(row => row.EntityType == type && row.EntityId != null && ids.Contains(row.EntityId.Value) && row.After != null && row.After.StartsWith(DownloadEvidenceHandler.Mark))
            .GroupBy(row => row.EntityId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(pair => pair.Key, pair => pair.Count, ct);
    }
}
