using FlaskTrack.Bench;

var rest = args.Skip(1).ToArray();
switch (args.FirstOrDefault())
{
    case "chain":
        await ChainBench.RunAsync(rest);
        break;
    default:
        Console.WriteLine("Benchmarks: chain [events]");
        break;
}
