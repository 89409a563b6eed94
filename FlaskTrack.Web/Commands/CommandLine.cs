using System.Data.Common;
using System.Reflection;

namespace FlaskTrack.Web.Commands;

/// <summary>One executable, two ways in: without a verb it serves, with one it is the operator's command line.</summary>
public static class CommandLine
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        new("serve", "serve [--urls URL]", "Serve FlaskTrack until stopped. The same as no verb.", Serve.RunAsync),
        new("migrate", "migrate", "Bring the database to this version's model.", Migrate.RunAsync),
        new("demo", "demo [--remove]", "Make the two demo organizations where they are missing, and print how to sign in. --remove takes them away as wholes, with their people and history.", Demo.RunAsync),
        new("setup-code", "setup-code", "Print a new one-time set-up code for an empty installation.", SetupCode.RunAsync),
        new("verify", "verify [SLUG]", "Verify the audit chain of an organization, or of all. Prints the first broken event where one is broken; the run is audited.", Verify.RunAsync),
        new("verify-packet", "verify-packet FILE [--any-key]", "Check the file of an evidence packet. Its key must be one of this installation's, unless --any-key allows another's.", VerifyPacket.RunAsync),
        new("packet", "packet --organization SLUG --sample CODE --as EMAIL --out FILE", "Build an evidence packet of a sample. It is built and audited under the rights of the member with that address.", Packet.RunAsync),
        new("reopen", "reopen SLUG --reason TEXT", "Open an organization again that an owner closed less than 90 days ago. It is audited in its log.", Reopen.RunAsync),
        new("suspend", "suspend SLUG --reason TEXT", "Let the members of an organization read and take out only. It is audited in its log.", Suspend.SuspendAsync),
        new("resume", "resume SLUG --reason TEXT", "Lift a suspension. It is audited in the organization's log.", Suspend.ResumeAsync),
        new("rotate-key", "rotate-key", "Retire the key that signs checkpoints and packets and make a new one. Stop the server first: it holds the key it began with.", RotateKey.RunAsync),
        new("backup", "backup FILE", "Write database, keys and packets to one file. Work goes on meanwhile. SQLite only; server databases have tools of their own.", Backup.RunAsync),
        new("restore", "restore FILE [--force]", "Put a backup in place and verify it. Stop the server first. --force moves what is there aside; nothing is deleted.", Restore.RunAsync),
    ];

    /// <summary>Runs the verb that the arguments begin with.</summary>
    /// <returns>0 done, 1 the check or act failed, 2 the words were not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not "--help")) return await Serve.RunAsync(new VerbCall([], args, output));
        if (args[0] is "--help" or "help" or "-h") return Help(args.Length > 1 ? args[1] : null, output);

        var verb = Verbs.FirstOrDefault(verb => verb.Name == args[0]);
        if (verb is null)
        {
            await output.WriteLineAsync($"'{args[0]}' is not a verb. Run with --help for the list.");
            return Usage;
        }

        if (args.Contains("--help")) return Help(verb.Name, output);
        var call = VerbCall.Parse(args[1..], output);
        if (verb.Name == "serve") return await verb.RunAsync(call);
        try
        {
            return await verb.RunAsync(call);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException or InvalidDataException or DbException)
        {
            // What the operator can put right is a sentence; anything else is a fault of the program and keeps its trace.
            return await call.FailedAsync(fault.Message);
        }
    }

    private static int Help(string? name, TextWriter output)
    {
        var chosen = name is null ? null : Verbs.FirstOrDefault(verb => verb.Name == name);
        if (chosen is not null)
        {
            output.WriteLine($"usage: {chosen.Syntax}\n\n{chosen.Summary}\n\nExit codes: 0 done, 1 the check or act failed, 2 the words were not understood.");
            return Ok;
        }

        var version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        output.WriteLine($"FlaskTrack {version}\n\nusage: VERB [OPTIONS]\n");
        foreach (var verb in Verbs) output.WriteLine($"  {verb.Syntax,-78}{verb.Summary.Split('.')[0]}.");
        output.WriteLine("\nVERB --help says more. Settings come from appsettings.json and the environment; see README.md.");
        return name is null ? Ok : Usage;
    }
}

/// <summary>A verb of the command line.</summary>
public sealed record Verb(string Name, string Syntax, string Summary, Func<VerbCall, Task<int>> RunAsync);
