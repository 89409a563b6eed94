using System.Text.Json.Nodes;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Pdf;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>All a packet says, read under the requester's rights as of one moment. Files are written from it without the database.</summary>
internal sealed record PacketContent
{
    public required EvidencePacket Packet { get; init; }

    public required OrganizationFacts Organization { get; init; }

    public string? Address { get; init; }

    /// <summary>Null where there is none, or one that a PDF cannot carry.</summary>
    public PdfPicture? Logo { get; init; }

    public required string RequesterName { get; init; }

    public required string RequesterRole { get; init; }

    public required long RequesterId { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required IReadOnlyList<RecordSheet> Records { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ReadEvent> Events { get; init; }

    public required LeftOut LeftOut { get; init; }

    public required Head Head { get; init; }

    public required MerkleTree Tree { get; init; }

    /// <summary>Signed after the reading, over what was read.</summary>
    public AuditCheckpoint? Checkpoint { get; init; }

    /// <summary>The events of each record.</summary>
    public ILookup<(string Type, long Id), ReadEvent> ByRecord => field ??= Events.ToLookup(read => (read.Event.EntityType!, read.Event.EntityId!.Value));
}

/// <summary>What is counted on the cover and never shown.</summary>
internal sealed record LeftOut(int Records, int SensitiveRecords, int Events, int Relations)
{
    public int Total => Records + SensitiveRecords + Events + Relations;
}

/// <summary>One record as packets write it.</summary>
/// <param name="Data">Every stored member by its API name; references as id and name.</param>
/// <param name="Relations">Links to records the requester may read.</param>
/// <param name="Subtitle">Species, in italics under the title.</param>
internal sealed record RecordSheet(string Type, long Id, string Code, int Version, string Title, string Subtitle, JsonObject Data, JsonArray Relations, IReadOnlyList<(string Label, string Value)> Facts, IReadOnlyList<(string Label, string Value)> Lineage, string? Notes, IReadOnlyList<(string Label, string Value)> CustomFields);
