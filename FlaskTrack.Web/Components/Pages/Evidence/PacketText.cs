using System.Globalization;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Pages.Audit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Evidence;

/// <summary>Words of packets.</summary>
internal static class PacketText
{
    public static (string Tone, string Icon, string Word) State(PacketState state) => state switch
    {
        PacketState.Queued => ("slate", "hourglass_empty", "Queued"),
        PacketState.Building => ("cyan", "sync", "Building"),
        PacketState.Ready => ("green", "check_circle", "Ready"),
        PacketState.Failed => ("red", "error", "Failed"),
        _ => ("slate", "cancel", "Cancelled"),
    };

    /// <summary>What a file of the ZIP is for.</summary>
    public static string File(string name) => name switch
    {
        "packet.pdf" => "To read and print: cover, record sheets, audit trail, verification",
        "packet.xlsx" => "To calculate with: one sheet for each table",
        "records.json" => "The records as canonical JSON",
        "audit.jsonl" => "The events exactly as hashed, one a line",
        "proofs.json" => "Signed checkpoint, a proof for each event, public key",
        "verify.html" => "Checks all of it in a browser, without a network",
        "manifest.json" => "Name, size and hash of every other file",
        "manifest.sig" => "Signature over manifest.json",
        _ => "Attached file",
    };

    /// <summary>What a check of the verification looks at.</summary>
    public static string Check(string name) => name switch
    {
        "kept file" => "Kept file",
        "archive" => "Archive",
        "manifest" => "Manifest",
        "proofs" => "Proofs",
        "key" => "Key",
        "signature" => "Signature of the manifest",
        "files" => "Files",
        "checkpoint" => "Checkpoint",
        "events" => "Events",
        "chain" => "Chain",
        "inclusion" => "Proofs of the events",
        "head" => "Chain head",
        "records" => "Records",
        "history" => "Histories",
        _ => AuditText.Words(name),
    };

    public static bool IsUnfinished(PacketState state) => state is PacketState.Queued or PacketState.Building;

    /// <summary>A period by its first and last day.</summary>
    public static string Period(DateTimeOffset? from, DateTimeOffset? to, TimeZoneInfo zone, DateForm form) =>
        from is { } start && to is { } end ? $"{DayText.Of(start, zone, form)} to {DayText.Of(end.AddTicks(-1), zone, form)}" : "—";
}

/// <summary>Stands for seeing what is marked sensitive, which a packet may include.</summary>
public sealed record SeeSensitive : IRequires
{
    public static Permission Requires => Permissions.Records.ViewSensitive;
}
