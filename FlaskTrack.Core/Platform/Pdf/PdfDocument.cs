namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>
/// A paper document: what it says, in order, without where it falls on a page. Blocks are read once and in order, so a
/// long table may come straight from the database. The same document and <see cref="CreatedAt"/> give the same bytes.
/// </summary>
public sealed record PdfDocument
{
    public required string Title { get; init; }
    public string? Author { get; init; }
    public string? Subject { get; init; }
    /// <summary>Language of the text as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";
    /// <summary>When the document was made, with the zone to show.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Line at the head of each page until a <see cref="RunningHead"/> changes it; none on a cover.</summary>
    public RunningText? Header { get; init; }
    public RunningText? Footer { get; init; } = new("", "", "Page {page} of {pages}");
    /// <summary>Drawn where a <see cref="Brand"/> has it.</summary>
    public PdfPicture? Logo { get; init; }
    public required IEnumerable<Block> Blocks { get; init; }
    public IReadOnlyList<PdfAttachment> Attachments { get; init; } = [];
}

/// <summary>Text at the head or foot of each page; <c>{page}</c> and <c>{pages}</c> stand for the numbers.</summary>
public sealed record RunningText(string Left = "", string Center = "", string Right = "");

/// <summary>A file carried inside the document (PDF/A-3, ISO 19005-3 §6.8). Names must differ.</summary>
public sealed record PdfAttachment(
    string Name, string MediaType, ReadOnlyMemory<byte> Content, string Description, DateTimeOffset ModifiedAt,
    AttachmentRelation Relation = AttachmentRelation.Data);

/// <summary>What an attached file is to the document (AFRelationship).</summary>
public enum AttachmentRelation { Data, Source, Alternative, Supplement, Unspecified }
