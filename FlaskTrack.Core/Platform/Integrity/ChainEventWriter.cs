namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Writes an event's members in canonical order straight into UTF-8: the same bytes as
/// <see cref="CanonicalJson"/> would make, many times faster (a test compares the two).</summary>
internal static class ChainEventWriter
{
    public static void Write(CanonicalWriter to, ChainEvent entry, bool withHash)
    {
        WriteDeed(to, entry);
        if (withHash)
        {
            to.Raw(",\"hash\":"u8);
            to.String(entry.Hash);
        }

        to.Raw(",\"ip\":"u8);
        to.String(entry.Ip);
        to.Raw(",\"organization\":"u8);
        to.String(entry.Organization);
        to.Raw(",\"previous_hash\":"u8);
        to.String(entry.PreviousHash);
        to.Raw(",\"reason\":"u8);
        to.String(entry.Reason);
        to.Raw(",\"request_id\":"u8);
        to.String(entry.RequestId);
        to.Raw(",\"sequence\":"u8);
        to.Integer(entry.Sequence);
        to.Raw(",\"session_id\":"u8);
        to.String(entry.SessionId);
        to.Raw(",\"signature_id\":"u8);
        to.Integer(entry.SignatureId);
        to.Raw(",\"time\":"u8);
        to.Time(entry.Time);
        to.Raw(",\"user_agent\":"u8);
        to.String(entry.UserAgent);
        to.Byte((byte)'}');
    }

    private static void WriteDeed(CanonicalWriter to, ChainEvent entry)
    {
        to.Raw("{\"action\":"u8);
        to.String(entry.Action);
        to.Raw(",\"actor\":{\"id\":"u8);
        to.Integer(entry.ActorId);
        to.Raw(",\"kind\":"u8);
        to.String(entry.ActorKind);
        to.Raw(",\"name\":"u8);
        to.String(entry.ActorName);
        to.Raw(",\"on_behalf_of\":"u8);
        to.String(entry.OnBehalfOf);
        to.Raw(",\"role\":"u8);
        to.String(entry.ActorRole);
        to.Raw("},\"after\":"u8);
        to.RawOrNull(entry.After);
        to.Raw(",\"authentication\":"u8);
        to.String(entry.Authentication);
        to.Raw(",\"before\":"u8);
        to.RawOrNull(entry.Before);
        to.Raw(",\"channel\":"u8);
        to.String(entry.Channel);
        to.Raw(",\"entity\":{\"code\":"u8);
        to.String(entry.EntityCode);
        to.Raw(",\"id\":"u8);
        to.Integer(entry.EntityId);
        to.Raw(",\"label\":"u8);
        to.String(entry.EntityLabel);
        to.Raw(",\"type\":"u8);
        to.String(entry.EntityType);
        to.Raw(",\"version\":"u8);
        to.Integer(entry.EntityVersion);
        to.Byte((byte)'}');
    }
}
