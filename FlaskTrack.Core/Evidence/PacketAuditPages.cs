using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Core.Evidence;

/// <summary>The audit trail as one table: when, who with their role, what, on which record, from what to what, and why.</summary>
internal static class PacketAuditPages
{
    public static IEnumerable<Block> Blocks(PacketContent content, LabTime time)
    {
        yield return new PageBreak();
        yield return new RunningHead(new RunningText($"Evidence packet {content.Packet.Code}", "", "Audit trail"));
        yield return new Heading(1, "2 Audit trail");
        yield return new Paragraph($"{PacketCover.Number(content.Events.Count)} {(content.Events.Count == 1 ? "event" : "events")}, oldest first. Times in {time.Name}. Each event is in audit.jsonl as it was hashed.".Gray());
        yield return new Table([new("Event", 0.62, Align.End), new("Time", 1.15), new("Who", 1.5), new("Action", 1.3), new("Record", 1.2), new("Change", 3), new("Reason", 1.35)], content.Events.Select(read => Row(read, time))) { Size = 7.8, Empty = "No events." };
    }

    private static IReadOnlyList<RichText> Row(ReadEvent read, LabTime time)
    {
        var e = read.Event;
        return
        [
            PacketCover.Number(e.Sequence), time.Local(e.Time).ToString("d MMM yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), Who(read), e.Action, e.EntityCode ?? "", Change(read, time), e.Reason ?? "",
        ];
    }

    private static RichText Who(ReadEvent read)
    {
        var role = (read.Event.OnBehalfOf is { } human ? $"for {human}" : read.Event.ActorRole?.Replace('_', ' ')) ?? read.Event.ActorKind;
        return [read.Event.ActorName ?? "", "\n", role.Gray()];
    }

    private static RichText Change(ReadEvent read, LabTime time)
    {
        if (read.Facts.IsDenied || read.Changes.Count == 0) return read.Facts.Summary;
        // What a record is made with runs on; what changes in it stands line by line.
        var between = read.Event.Before is null ? "; " : "\n";
        var runs = new List<Run>();
        foreach (var change in read.Changes.Where(change => change.Before is not null || change.After is not null))
        {
            if (runs.Count > 0) runs.Add(between);
            runs.Add((change.Label + " ").Gray());
            if (change.Before is { } before) runs.Add(PacketTimes.Readable(change.Name, before, time).Struck());
            if (change.Before is not null) runs.Add(" ");
            runs.Add(change.After is { } after ? PacketTimes.Readable(change.Name, after, time) : "empty".Gray());
        }

        return RichText.Of([.. runs]);
    }
}
