using System.Globalization;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

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

    public static bool IsUnfinished(PacketState state) => state is PacketState.Queued or PacketState.Building;

    /// <summary>A period by its first and last day.</summary>
    public static string Period(DateTimeOffset? from, DateTimeOffset? to, TimeZoneInfo zone) =>
        from is { } start && to is { } end ? $"{Day(start, zone)} to {Day(end.AddTicks(-1), zone)}" : "—";

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>Stands for seeing what is marked sensitive, which a packet may include.</summary>
public sealed record SeeSensitive : IRequires
{
    public static Permission Requires => Permissions.Records.ViewSensitive;
}
