using System.Text.Json;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>That records are those the manifest counts, and that no change of theirs was left out.</summary>
internal static class PacketHistory
{
    /// <summary>How what is noted of a refusal and of an administrator's reading begins.</summary>
    private static readonly string[] NoCreation = ["{\"denied\":", "{\"administrative_access\":"];

    public static string Records(byte[] bytes, PacketManifest manifest)
    {
        var file = PacketJson.Read<RecordsFile>(bytes);
        if (file.Format != PacketData.RecordsFormat) throw new FormatException($"records.json: the format {file.Format} is not known.");
        if (file.Records.Count != manifest.Counts.Records)
            throw new FormatException($"records.json has {file.Records.Count} records; the manifest says {manifest.Counts.Records}.");
        PacketJson.Whole(file.Records, "records.json: records");
        var versions = manifest.RecordVersions.Select(version => (version.Type, version.Code, version.Version)).ToHashSet();
        for (var index = 0; index < file.Records.Count; index++)
        {
            var record = file.Records[index];
            if (index > 0 && PacketRecord.Compare((file.Records[index - 1].Type, file.Records[index - 1].Code), (record.Type, record.Code)) >= 0)
                throw new FormatException($"records.json: {record.Type} {record.Code} is out of order.");
            if (!versions.Contains((record.Type, record.Code, record.Version)))
                throw new FormatException($"records.json: {record.Type} {record.Code} at version {record.Version} is not in record_versions.");
        }

        return PacketChecks.Count(file.Records.Count, "record", "records") + " in order";
    }

    /// <summary>A read, a refusal and the use of a right carry the version too, and must not stand in for the change that made it. Of a whole history versions 1 to the last are demanded. Of a period only a run without gaps,
    /// from 1 when its start is open and to the last when its end is.</summary>
    public static string Versions(List<ChainEvent> events, PacketManifest manifest)
    {
        var changes = events.Where(entry => entry is { EntityType: not null, EntityId: not null, EntityVersion: not null } && IsChange(entry))
            .ToLookup(entry => (entry.EntityType!, entry.EntityId!.Value), entry => entry.EntityVersion!.Value);
        foreach (var record in manifest.RecordVersions)
        {
            var seen = changes[(record.Type, record.Id)].ToHashSet();
            var whole = manifest.Scope is { From: null, To: null };
            if (!whole && seen.Count == 0) continue;
            var first = manifest.Scope.From is null ? 1 : seen.Min();
            var last = manifest.Scope.To is null ? record.Version : seen.Max();
            for (var version = first; version <= last; version++)
                if (!seen.Contains(version)) throw new FormatException($"{record.Type} {record.Code}: the change to version {version} is missing.");
            if (seen.Count > 0 && seen.Max() > record.Version)
                throw new FormatException($"{record.Type} {record.Code}: there are changes after version {record.Version}.");
        }

        return PacketChecks.Count(manifest.RecordVersions.Count, "record", "records") + " with every change";
    }

    /// <summary>A change tells what was before; a creation makes version 1 and has nothing before.</summary>
    private static bool IsChange(ChainEvent entry) => entry.Before is not null || (entry is { EntityVersion: 1, After: { } after } && !Array.Exists(NoCreation, start => after.StartsWith(start, StringComparison.Ordinal)));

    private sealed record RecordsFile(string Format, IReadOnlyList<RecordLine> Records);

    private sealed record RecordLine(string Type, string Code, int Version, JsonElement Data, JsonElement Relations, JsonElement Signatures);
}
