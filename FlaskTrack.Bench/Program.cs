using FlaskTrack.Bench;

// Each benchmark reports; none fails a build. docs/benchmarks.md says what the figures mean.
var rest = args.Skip(1).ToArray();
switch (args.FirstOrDefault())
{
    case "xlsx":
        await XlsxBench.RunAsync(rest);
        break;
    case "chain":
        await ChainBench.RunAsync(rest);
        break;
    case "pdf":
        await PdfBench.RunAsync(rest);
        break;
    case "verify":
        await VerifyBench.RunAsync(rest);
        break;
    default:
        Console.WriteLine("usage: bench xlsx | chain | pdf | verify [EVENTS]");
        break;
}
