namespace FlaskTrack.Web.Commands;

/// <summary>The words after a verb: plain ones, and <c>--name value</c> options, which also reach the configuration.</summary>
public sealed record VerbCall(IReadOnlyList<string> Words, string[] Arguments, TextWriter Output)
{
    public static VerbCall Parse(string[] args, TextWriter output)
    {
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--", StringComparison.Ordinal)) i += args[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
            else words.Add(args[i]);
        }

        return new VerbCall(words, args, output);
    }

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
}
