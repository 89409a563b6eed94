using System.Text;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Tests.Platform.Pdf;

public sealed class PdfStructureTests : PdfFolder
{
    [Fact]
    public void A_packet_is_a_sound_file()
    {
        var (file, result) = Write(PdfSample.Packet(Made));
        var (code, output) = PdfTools.Run("qpdf", "--check", file);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
        Assert.Equal(2, result.Pages);
        Assert.Equal(new FileInfo(file).Length, result.Bytes);
    }

    [Fact]
    public void It_says_it_is_PDF_A_3b_and_has_what_that_asks_for()
    {
        var (file, _) = Write(PdfSample.Packet(Made));
        var bytes = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        Assert.Contains("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", bytes, StringComparison.Ordinal);
        Assert.Contains("/S/GTS_PDFA1", bytes, StringComparison.Ordinal);
        Assert.Contains("/AFRelationship/Data", bytes, StringComparison.Ordinal);
        Assert.Matches(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", bytes);
        Assert.Contains("<xmp:CreateDate>2026-11-12T09:18:44+01:00</xmp:CreateDate>", bytes, StringComparison.Ordinal);
        Assert.Contains("/CreationDate(D:20261112091844+01'00')", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_title_author_and_subject_are_read_back()
    {
        var info = PdfTools.Info(Write(PdfSample.Packet(Made)).File);
        Assert.Matches(@"Title:\s+EVP-000019 Batch BAT-000122", info);
        Assert.Matches(@"Author:\s+Nordhavn Biolabs", info);
        Assert.Matches(@"Subject:\s+Evidence packet", info);
        Assert.Matches(@"Page size:.*A4", info);
    }

    [Fact]
    public void Every_font_is_embedded_as_a_subset_with_text()
    {
        var fonts = PdfTools.Read("pdffonts", Write(PdfSample.Packet(Made)).File).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.True(fonts.Length >= 3);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+.*Identity-H\s+yes yes yes", font));
    }

    [Fact]
    public void The_same_content_and_time_give_the_same_bytes()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        using var later = new MemoryStream();
        PdfWriter.Write(PdfSample.Packet(Made), first);
        PdfWriter.Write(PdfSample.Packet(Made), second);
        PdfWriter.Write(PdfSample.Packet(Made.AddSeconds(1)), later);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.NotEqual(first.ToArray(), later.ToArray());
    }

    [Fact]
    public void Headings_are_bookmarks_nested_by_level()
    {
        var (file, _) = Write(Document(new Heading(1, "Record"), new Heading(2, "Steps"), new Heading(3, "Day 7"), new Heading(2, "Files"), new Heading(1, "Audit µ")));
        using var outlines = System.Text.Json.JsonDocument.Parse(PdfTools.Read("qpdf", "--json", "--json-key=outlines", file));
        Assert.Equal("Record(Steps(Day 7()),Files()),Audit µ()", Tree(outlines.RootElement.GetProperty("outlines")));
    }

    private static string Tree(System.Text.Json.JsonElement entries) => string.Join(',', entries.EnumerateArray()
        .Select(entry => $"{entry.GetProperty("title").GetString()}({Tree(entry.GetProperty("kids"))})"));

    [Fact]
    public void Attached_files_come_out_byte_for_byte()
    {
        var binary = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();
        var document = Document(new Paragraph("With files")) with
        {
            Attachments =
            [
                new("verify.html", "text/html", PdfSample.Manifest, "Check in a browser", Made),
                new("méthode µ.bin", "application/octet-stream", binary, "Raw data", Made, AttachmentRelation.Source),
            ],
        };
        var (file, _) = Write(document);
        PdfTools.Read("pdfdetach", "-save", "1", "-o", PathOf("one"), file);
        PdfTools.Read("pdfdetach", "-save", "2", "-o", PathOf("two"), file);
        Assert.Equal([binary.Length, PdfSample.Manifest.Length], new[] { PathOf("one"), PathOf("two") }.Select(path => File.ReadAllBytes(path).Length).OrderDescending());
        Assert.Contains(new[] { PathOf("one"), PathOf("two") }, path => File.ReadAllBytes(path).SequenceEqual(binary));
    }

    [Fact]
    public void Two_attachments_of_one_name_are_refused()
    {
        var attachment = new PdfAttachment("a.csv", "text/csv", PdfSample.Manifest, "", Made);
        Assert.Throws<ArgumentException>(() => Write(Document(new Paragraph("x")) with { Attachments = [attachment, attachment] }));
    }
}
