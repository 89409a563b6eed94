using FlaskTrack.Bench;

var rest = args.Skip(1).ToArray();
switch (args.FirstOrDefault())
{
    case "chain":
        await ChainBench.RunAsync(rest);
        break;
    case "verify":
        await VerifyBench.RunAsync(rest);
        break;
    case "xlsx":
        await XlsxBench.RunAsync(rest);
        break;
    default:
        Console.WriteLine("bench NAME, one of: chain [events], verify [events], xlsx");
        break;
}
