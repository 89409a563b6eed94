using FlaskTrack.Web.Commands;

return await CommandLine.RunAsync(args, Console.Out);

/// <summary>The entry point, named for tests that host the application.</summary>
public partial class Program;
