using System.Reflection;

// Each benchmark is a class NameBench with RunAsync(args). Each reports; none fails a build. docs/benchmarks.md says what the figures mean.
var benches = Assembly.GetExecutingAssembly().GetTypes()
    .Where(type => type.Name.EndsWith("Bench", StringComparison.Ordinal) && type.GetMethod("RunAsync") is not null)
    .ToDictionary(type => type.Name[..^5].ToLowerInvariant());
if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.WriteLine($"usage: bench {string.Join(" | ", benches.Keys.Order(StringComparer.Ordinal))}");
    return;
}

await (Task)bench.GetMethod("RunAsync")!.Invoke(null, [args[1..]])!;
