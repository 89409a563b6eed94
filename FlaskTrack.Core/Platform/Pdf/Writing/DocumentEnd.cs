using System.Globalization;
using FlaskTrack.Core.Platform.Pdf.Fonts;
using FlaskTrack.Core.Platform.Pdf.Layout;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>All that can only be said once every page is known: pages, fonts, bookmarks, attachments, metadata, catalog.</summary>
internal static class DocumentEnd
{
    public static void Write(PdfFile file, PdfDocument document, PageSheets sheets, FontSet fonts)
    {
        var resources = file.Object($"<</Font<<{FontObjects.Write(file, fonts.UsedFaces)}>>{LogoObject.Write(file, document.Logo)}>>");
        var pages = WritePages(file, sheets.Entries, resources);
        var outlines = OutlineObjects.Write(file, sheets.Bookmarks);
        var attachments = AttachmentObjects.Write(file, document.Attachments);
        var profile = file.Stream(SrgbProfile.Make(), "/N 3");
        var intent = file.Object(
            $"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile {Literal.Reference(profile)}>>");
        var metadata = Metadata.WriteXmp(file, document);
        var information = Metadata.WriteInformation(file, document);
        var shown = outlines > 0 ? $"/Outlines {Literal.Reference(outlines)}/PageMode/UseOutlines" : "";
        var catalog = file.Object(
            $"<</Type/Catalog/Pages {Literal.Reference(pages)}{shown}{attachments}/Metadata {Literal.Reference(metadata)}/OutputIntents{Literal.References([intent])}/Lang{Literal.Text(document.Language)}/ViewerPreferences<</DisplayDocTitle true>>>>");
        file.End(catalog, information);
    }

    private static int WritePages(PdfFile file, IReadOnlyList<SheetEntry> entries, int resources)
    {
        var pages = file.Reserve();
        var paper = string.Create(CultureInfo.InvariantCulture, $"[0 0 {PageSheets.PaperWidth} {PageSheets.PaperHeight}]");
        foreach (var entry in entries)
        {
            int[] contents = entry.Late > 0 ? [entry.Content, entry.Late] : [entry.Content];
            file.Object(entry.Number,
                $"<</Type/Page/Parent {Literal.Reference(pages)}/MediaBox{paper}/Resources {Literal.Reference(resources)}/Contents{Literal.References(contents)}>>");
        }

        file.Object(pages, $"<</Type/Pages/Count {entries.Count.ToString(CultureInfo.InvariantCulture)}/Kids{Literal.References(entries.Select(entry => entry.Number))}>>");
        return pages;
    }
}
