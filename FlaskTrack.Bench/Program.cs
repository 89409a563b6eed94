using FlaskTrack.Bench;

switch (args.FirstOrDefault())
{
    case "pdf":
        await PdfBench.RunAsync(args);
        break;
    default:
        Console.WriteLine("bench: name what to measure: pdf");
        break;
}
