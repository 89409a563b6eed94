using System.Globalization;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Files inside the document, listed by name and as associated with it (ISO 19005-3 §6.8).</summary>
internal static class AttachmentObjects
{
    /// <returns>Entries of the catalog; empty without attachments.</returns>
    public static string Write(PdfFile file, IReadOnlyList<PdfAttachment> attachments)
    {
        if (attachments.Count == 0) return "";
        var ordered = attachments.OrderBy(attachment => Literal.Text(attachment.Name), StringComparer.Ordinal).ToList();
        if (ordered.DistinctBy(attachment => attachment.Name).Count() != ordered.Count)
            throw new ArgumentException("Two attachments share a name.", nameof(attachments));
        var numbers = ordered.ConvertAll(attachment => Write(file, attachment));
        var names = string.Join(' ', ordered.Zip(numbers, (attachment, number) => Literal.Text(attachment.Name) + Literal.Reference(number)));
        return $"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF{Literal.References(numbers)}";
    }

    private static int Write(PdfFile file, PdfAttachment attachment)
    {
        var stream = file.Stream(attachment.Content.Span, string.Create(CultureInfo.InvariantCulture,
            $"/Type/EmbeddedFile/Subtype{Literal.Name(attachment.MediaType)}/Params<</Size {attachment.Content.Length}/ModDate{Literal.Date(attachment.ModifiedAt)}>>"));
        var name = Literal.Text(attachment.Name);
        return file.Object(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Filespec/F{name}/UF{name}/EF<</F {stream} 0 R/UF {stream} 0 R>>/Desc{Literal.Text(attachment.Description)}/AFRelationship/{attachment.Relation}>>"));
    }
}
