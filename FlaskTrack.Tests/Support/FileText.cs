using System.IO.Compression;
using System.Text;

namespace FlaskTrack.Tests.Support;

/// <summary>What a file says, for a search in it: text as UTF-8, and archives such as workbooks entry by entry.</summary>
internal static class FileText
{
    public static string Of(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', 3, 4, ..]) return Encoding.UTF8.GetString(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Join('\n', zip.Entries.Select(entry => Of(Read(entry.Open()))));
    }

    public static byte[] Read(Stream stream)
    {
        using (stream)
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }
}
