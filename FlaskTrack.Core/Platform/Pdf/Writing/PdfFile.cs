using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>
/// The file's outer form: numbered objects, where each begins, and the cross-reference table (ISO 32000-1 §7.5). Goes forward
/// only. The identifier is the hash of what was written, so the same content has the same identifier.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private readonly Stream output;
    private readonly List<long> offsets = [0];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream packed = new();

    public PdfFile(Stream output)
    {
        this.output = output;
        // The bytes above 127 tell transfer programs that this is not text (ISO 19005-3 §6.1.2 asks for four).
        Write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    }

    public long Length { get; private set; }

    /// <summary>An object number for an object that comes later.</summary>
    public int Reserve()
    {
        offsets.Add(-1);
        return offsets.Count - 1;
    }

    public int Object(string body)
    {
        var number = Reserve();
        Object(number, body);
        return number;
    }

    public void Object(int number, string body)
    {
        offsets[number] = Length;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n"));
    }

    /// <param name="entries">Further entries of the stream's dictionary.</param>
    public int Stream(ReadOnlySpan<byte> content, string entries = "", bool compress = true)
    {
        var number = Reserve();
        offsets[number] = Length;
        if (compress)
        {
            packed.SetLength(0);
            using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(content);
            content = packed.GetBuffer().AsSpan(0, (int)packed.Length);
            entries += "/Filter/FlateDecode";
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<</Length {content.Length}{entries}>>\nstream\n"));
        Write(content);
        Write("\nendstream\nendobj\n");
        return number;
    }

    public void End(int catalog, int information)
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count}\n0000000000 65535 f \n");
        for (var number = 1; number < offsets.Count; number++)
            table.Append(CultureInfo.InvariantCulture, $"{offsets[number]:D10} 00000 n \n");
        var start = Length;
        Write(table.ToString());
        var id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        Write(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {offsets.Count}/Root {catalog} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"));
    }

    public void Dispose()
    {
        hash.Dispose();
        packed.Dispose();
    }

    private void Write(string latin) => Write(Encoding.Latin1.GetBytes(latin));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        hash.AppendData(bytes);
        Length += bytes.Length;
    }
}
