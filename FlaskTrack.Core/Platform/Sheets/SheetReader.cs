using System.Text;
using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Opens an uploaded table: CSV, TSV or XLSX, told apart by content and never by name. Everything is bounded before it is unpacked
/// (<see cref="SheetLimits"/>) and bad input is an answer, not an exception. No document type, no outside entity, no formula and no macro is
/// evaluated, and nothing of a ZIP is written to disk.
/// </summary>
public static class SheetReader
{
    /// <summary>
    /// A stream that can seek is read from its start and must stay open while the file is used; it is not closed. Any other is first copied to a
    /// temporary file, up to the size limit.
    /// </summary>
    public static async Task<SheetOpening> OpenAsync(Stream stream, SheetReadOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        var limits = options.Limits ?? SheetLimits.Default;
        if (stream.CanSeek) return Open(stream, false, options, limits);
        var spool = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        var opening = new SheetOpening(null, SheetProblem.TooLarge(limits.FileBytes));
        try
        {
            if (await CopyAsync(stream, spool, limits.FileBytes, ct)) opening = Open(spool, true, options, limits);
            return opening;
        }
        finally
        {
            if (opening.File is null) await spool.DisposeAsync();
        }
    }

    /// <summary>Runs a parser over somebody's file and turns all that bad input can cause into a problem.</summary>
    internal static SheetProblem? Try(Func<bool> read)
    {
        try
        {
            read();
            return null;
        }
        catch (SheetRefusedException refused)
        {
            return refused.Problem;
        }
        catch (DecoderFallbackException)
        {
            return SheetProblem.UnknownEncoding;
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return SheetProblem.Corrupt("its content cannot be read");
        }
    }

    private static SheetOpening Open(Stream stream, bool owned, SheetReadOptions options, SheetLimits limits)
    {
        SheetFile? file = null;
        var problem = Try(() =>
        {
            if (stream.Length > limits.FileBytes) throw new SheetRefusedException(SheetProblem.TooLarge(limits.FileBytes));
            if (stream.Length == 0) throw new SheetRefusedException(SheetProblem.Empty);
            file = FormatSniffer.Sniff(stream) == SheetFormat.Xlsx
                ? XlsxPackage.Open(stream, owned, options, limits)
                : CsvFile.Open(stream, owned, options, limits);
            return true;
        });
        return new(file, problem);
    }

    private static async Task<bool> CopyAsync(Stream from, FileStream to, long limit, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (to.Length + read > limit) return false;
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return true;
    }
}
