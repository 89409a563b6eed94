using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Core.Evidence;

/// <summary>The list of records and a sheet for each: what it is, where it comes from, notes, and every change with the value it had before.</summary>
internal static class PacketRecordPages
{
    private static readonly HashSet<string> Custody = new(StringComparer.Ordinal) { "Owner", "Site", "Visibility", "Sensitive", "Status", "Import code", "Created", "Created by", "Updated", "Updated by" };

    public static IEnumerable<Block> Blocks(PacketContent content, LabTime time)
    {
        yield return new PageBreak();
        yield return new RunningHead(new RunningText($"Evidence packet {content.Packet.Code}", "", "Records"));
        yield return new Heading(1, "1 Records");
        yield return new Paragraph($"{PacketCover.Number(content.Records.Count)} {(content.Records.Count == 1 ? "sample" : "samples")}. Times in {time.Name}. Struck values were replaced; both stay on record.".Gray());
        yield return new Table(
            [new("Code", 1.1), new("Name", 2.2), new("Species", 2, Style: TextStyle.Italic), new("State", 1.3), new("Version", 0.7, Align.End), new("Events", 0.7, Align.End)],
            content.Records.Select(record => (IReadOnlyList<RichText>)[record.Code, record.Title, record.Subtitle, State(record), PacketCover.Number(record.Version), PacketCover.Number(Of(content, record).Count())]));
        var number = 0;
        foreach (var record in content.Records)
            foreach (var block in Sheet(content, record, ++number, time)) yield return block;
    }

    /// <summary>A change of a value that was there before.</summary>
    public static bool IsCorrection(ReadEvent read) => read.Event.Before is not null && !read.Facts.IsDenied;

    private static IEnumerable<Block> Sheet(PacketContent content, RecordSheet record, int number, LabTime time)
    {
        yield return new PageBreak();
        yield return new RunningHead(new RunningText($"{record.Code}, record sheet", "", record.Title));
        yield return new Heading(2, $"1.{number} {record.Code}");
        yield return new Paragraph(record.Subtitle.Length == 0 ? record.Title : [record.Title.Bold(), "  ", record.Subtitle.Italic()], 11);
        yield return new SideBySide([new KeyValues([.. Facts(record, custody: false)], 82)], [new KeyValues([.. Facts(record, custody: true)], 70)], 225);
        if (record.Lineage.Count > 0) yield return new KeyValues([.. record.Lineage.Select(fact => new Fact(fact.Label, fact.Value))], 82);
        if (record.CustomFields.Count > 0)
        {
            yield return new Heading(3, "Custom fields");
            yield return new KeyValues([.. record.CustomFields.Select(field => new Fact(field.Label, field.Value))]);
        }

        if (record.Notes is { } notes)
        {
            yield return new Heading(3, "Notes");
            yield return new Paragraph(notes);
        }

        yield return new Heading(3, "Changes");
        yield return new Table([new("Member", 1.2), new("Before", 2), new("Now", 2), new("Reason", 1.6), new("By, when", 1.9), new("Event", 0.7, Align.End)], Of(content, record).Where(IsCorrection).SelectMany(read => Rows(read, time)))
        {
            Empty = "Nothing was changed since the record was made.",
            Size = 8.5,
        };
    }

    /// <summary>What the sample is at the left, whose it is and since when at the right.</summary>
    private static IEnumerable<Fact> Facts(RecordSheet record, bool custody) => record.Facts
        .Where(fact => Custody.Contains(fact.Label) == custody).Select(fact => new Fact(fact.Label, fact.Label == "Species" ? fact.Value.Italic() : fact.Value));

    private static IEnumerable<IReadOnlyList<RichText>> Rows(ReadEvent read, LabTime time) => read.Changes.Select(change => (IReadOnlyList<RichText>)
    [
        change.Label, change.Before is { } before ? PacketTimes.Readable(change.Name, before, time).Struck() : "empty".Gray(), change.After is { } after ? PacketTimes.Readable(change.Name, after, time) : "empty".Gray(), read.Event.Reason ?? "",
        $"{read.Event.ActorName},\n{time.Minute(read.Event.Time)}", PacketCover.Number(read.Event.Sequence),
    ]);

    private static IEnumerable<ReadEvent> Of(PacketContent content, RecordSheet record) => content.ByRecord[(record.Type, record.Id)];

    private static string State(RecordSheet record) => record.Data["state"]?.ToString().Replace('_', ' ') ?? "";
}
