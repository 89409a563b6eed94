using System.ComponentModel;
using System.Diagnostics;

namespace FlaskTrack.Tests.Platform.Pdf;

/// <summary>Independent readers of the format (qpdf, poppler): a document is right when they say so.</summary>
internal static class PdfTools
{
    public static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"The tool {tool} is needed by this test; install qpdf and poppler-utils.");
        }
    }

    public static string Text(string file) => Read("pdftotext", "-layout", file, "-");
    public static string Info(string file) => Read("pdfinfo", file);

    public static string Read(string tool, params string[] arguments)
    {
        var (code, output) = Run(tool, arguments);
        Assert.True(code == 0, $"{tool} says: {output}");
        return output;
    }
}
