using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Tests.Platform.Pdf;

/// <summary>A folder of its own for each test, for documents that tools then read.</summary>
public abstract class PdfFolder : IDisposable
{
    protected static readonly DateTimeOffset Made = new(2026, 11, 12, 9, 18, 44, TimeSpan.FromHours(1));
    private readonly string folder = Directory.CreateTempSubdirectory("flasktrack-pdf-").FullName;

    protected string PathOf(string name) => Path.Combine(folder, name);

    protected static PdfDocument Document(params Block[] blocks) => new() { Title = "EVP-000019", CreatedAt = Made, Blocks = blocks };

    protected (string File, PdfResult Result) Write(PdfDocument document)
    {
        var file = PathOf("document.pdf");
        using var output = File.Create(file);
        return (file, PdfWriter.Write(document, output));
    }

    protected string TextOf(params Block[] blocks) => PdfTools.Text(Write(Document(blocks)).File);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
