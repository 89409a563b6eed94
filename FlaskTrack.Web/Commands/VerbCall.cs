namespace FlaskTrack.Web.Commands;

/// <summary>The words after a verb: plain ones, <c>--name value</c> options, which also reach the configuration, and switches, which stand alone.</summary>
public sealed record VerbCall(IReadOnlyList<string> Words, string[] Arguments, TextWriter Output)
{
    private static readonly string[] Switches = ["--force", "--any-key", "--remove"];

    // What is asked for goes to the output; what is merely told goes elsewhere, and only where it matters.
    private static readonly string[] Quiet =
    [
        "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    /// <summary>Switches given, with their dashes.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>The options as settings of a host that only does one thing and says little.</summary>
    public string[] Settings => [.. Quiet, .. Arguments];

    public static VerbCall Parse(string[] args, TextWriter output)
    {
        var (words, options, given) = (new List<string>(), new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (Switches.Contains(args[i])) given.Add(args[i]);
            else if (!args[i].StartsWith("--", StringComparison.Ordinal)) words.Add(args[i]);
            else
            {
                options.Add(args[i]);
                if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length) options.Add(args[++i]);
            }
        }

        return new VerbCall(words, [.. options], output) { Given = given };
    }

    public bool Has(string name) => Given.Contains($"--{name}");

    /// <summary>The value of <c>--name</c>; null where it was not given.</summary>
    public string? Option(string name)
    {
        for (var i = 0; i < Arguments.Length; i++)
        {
            if (Arguments[i] == $"--{name}") return i + 1 < Arguments.Length ? Arguments[i + 1] : null;
            if (Arguments[i].StartsWith($"--{name}=", StringComparison.Ordinal)) return Arguments[i][(name.Length + 3)..];
        }

        return null;
    }

    /// <summary>Says what is missing and gives the exit code for it.</summary>
    public async Task<int> MisunderstoodAsync(string message)
    {
        await Output.WriteLineAsync(message);
        return CommandLine.Usage;
    }

    /// <summary>Says why it did not happen and gives the exit code for it.</summary>
    public async Task<int> FailedAsync(string message)
    {
        await Output.WriteLineAsync(message);
        return CommandLine.Failed;
    }
}
