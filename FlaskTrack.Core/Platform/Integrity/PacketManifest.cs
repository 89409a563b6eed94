namespace FlaskTrack.Core.Platform.Integrity;

public sealed record PacketOrganization(string Slug, string Name);

/// <summary>Type as in audit events' entity.type; code as the lab reads it.</summary>
public sealed record PacketRecordReference(string Type, string Code);

/// <summary>What was asked for. <see cref="From"/> is inclusive, <see cref="To"/> exclusive; either set makes it a period, and then
/// only a run of versions without gaps is demanded of each record.</summary>
public sealed record PacketScope(string Kind, IReadOnlyList<PacketRecordReference> Records, DateTimeOffset? From, DateTimeOffset? To);

public sealed record PacketMaker(string Kind, long? Id, string Name, string? Role);

public sealed record PacketApplication(string Name, string Version);

/// <summary>Records in records.json, events in audit.jsonl, attached files under files/, and what the maker may not read.</summary>
public sealed record PacketCounts(long Records, long Events, long Files, long Withheld);

public sealed record PacketHead(long Sequence, string Hash);

/// <summary>How many changes a record has had: the version its last event carries. Id is the events' entity.id.</summary>
public sealed record PacketRecordVersion(string Type, long Id, string Code, int Version);

/// <summary>Size in bytes, SHA-256 in lower-case hex.</summary>
public sealed record PacketFile(string Name, long Size, string Sha256);

/// <summary>manifest.json, format flasktrack-packet/1.</summary>
public sealed record PacketManifest
{
    public const string CurrentFormat = "flasktrack-packet/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>The packet's code, such as EVP-000001.</summary>
    public required string Packet { get; init; }
    public required PacketOrganization Organization { get; init; }
    public required PacketScope Scope { get; init; }
    public required PacketMaker MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required PacketApplication Application { get; init; }
    public required PacketCounts Counts { get; init; }

    /// <summary>The checkpoint's sequence and head hash.</summary>
    public required PacketHead Head { get; init; }
    public required IReadOnlyList<PacketRecordVersion> RecordVersions { get; init; }

    /// <summary>Every file of the ZIP but manifest.json and manifest.sig; filled in by <see cref="PacketWriter"/>.</summary>
    public IReadOnlyList<PacketFile> Files { get; init; } = [];

    /// <summary>The code of the packet that this one takes the place of.</summary>
    public string? Replaces { get; init; }

    public byte[] ToCanonicalUtf8() => PacketJson.Write(this);

    /// <exception cref="FormatException">Not a manifest of this format.</exception>
    public static PacketManifest Parse(ReadOnlySpan<byte> utf8)
    {
        var manifest = PacketJson.Read<PacketManifest>(utf8);
        PacketJson.Whole(manifest.Files, "files");
        PacketJson.Whole(manifest.RecordVersions, "record_versions");
        PacketJson.Whole(manifest.Scope.Records, "scope.records");
        return manifest.Format == CurrentFormat ? manifest : throw new FormatException($"The format {manifest.Format} is not known.");
    }
}
