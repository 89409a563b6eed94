using FlaskTrack.Bench;

switch (args is [var name, ..] ? name : "")
{
    case "xlsx":
        await XlsxBench.RunAsync(args[1..]);
        break;
    default:
        Console.WriteLine("bench NAME, one of: xlsx");
        break;
}
