using System.Globalization;
using System.Security;
using System.Text;
using FlaskTrack.Core.Platform.Pdf.Layout;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Title, author and times, once as XMP and once as document information, saying the same (ISO 19005-3 §6.6.2.3).</summary>
internal static class Metadata
{
    private const string Producer = "FlaskTrack";

    public static int WriteInformation(PdfFile file, PdfDocument document)
    {
        var info = new StringBuilder("<<");
        info.Append("/Title").Append(Literal.Text(Fit(document.Title)));
        if (document.Author is not null) info.Append("/Author").Append(Literal.Text(Fit(document.Author)));
        if (document.Subject is not null) info.Append("/Subject").Append(Literal.Text(Fit(document.Subject)));
        var date = Literal.Date(document.CreatedAt);
        info.Append(CultureInfo.InvariantCulture, $"/Creator({Producer})/Producer({Producer})/CreationDate{date}/ModDate{date}>>");
        return file.Object(info.ToString());
    }

    public static int WriteXmp(PdfFile file, PdfDocument document)
    {
        var time = document.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        var author = document.Author is null ? "" : $"<dc:creator><rdf:Seq><rdf:li>{Xml(document.Author)}</rdf:li></rdf:Seq></dc:creator>";
        var subject = document.Subject is null ? "" : $"<dc:description>{Alternative(document.Subject)}</dc:description>";
        var xmp = $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format><dc:title>{Alternative(document.Title)}</dc:title>{author}{subject}<dc:language><rdf:Bag><rdf:li>{Xml(document.Language)}</rdf:li></rdf:Bag></dc:language></rdf:Description>
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{Producer}</xmp:CreatorTool><xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{Producer}</pdf:Producer></rdf:Description>
            </rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;
        return file.Stream(Encoding.UTF8.GetBytes(xmp), "/Type/Metadata/Subtype/XML", compress: false);
    }

    private static string Alternative(string text) => $"<rdf:Alt><rdf:li xml:lang=\"x-default\">{Xml(text)}</rdf:li></rdf:Alt>";

    private static string Xml(string text) => SecurityElement.Escape(Fit(text));

    /// <summary>Without characters that XML forbids, the same in both places.</summary>
    private static string Fit(string text) => PlainText.Of(text).Replace('\n', ' ');
}
