using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>What the approved table and the access model's text say of an operation, worked out without the product's own decision: the table is read as
/// text, the levels are written out here once more.</summary>
internal static class Expectation
{
    private const int None = 0;
    private const int Read = 1;
    private const int Edit = 2;
    private const int Owner = 4;

    private static readonly string[] Header = Lines().First().Split(',');
    private static readonly Dictionary<string, string[]> Table = Lines().Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0]);

    /// <summary>Acts that an archived record refuses, because they change what it says.</summary>
    private static readonly HashSet<string> Closed = ["samples.edit", "samples.archive", "samples.change-state"];

    public static bool TakesRecord(OperationInfo operation) => operation.RecordType is not null || operation.Type.IsAssignableTo(typeof(IUsesRecords<Sample>));

    public static bool RoleHolds(OperationInfo operation, Role role) =>
        operation.Requires.Name is "member" or "signed-in" or "anonymous" || Cell(operation.Requires.Name, role.ToString().ToLowerInvariant()) == "1";

    /// <summary>The code of the refusal; null where the gate lets the act pass.</summary>
    public static string? Of(OperationInfo operation, Role role, Situation situation)
    {
        if (!RoleHolds(operation, role)) return "FORBIDDEN";
        if (!TakesRecord(operation)) return null;
        var acts = operation.RecordType is not null;
        if (LevelOn(role, situation) < (acts ? Needed(operation.Requires.Name) : Read)) return "FORBIDDEN";
        return acts && situation == Situation.Archived && Closed.Contains(operation.Requires.Name) ? "RECORD_LOCKED" : null;
    }

    private static int Needed(string permission) => Cell(permission, "level") switch { "" or "read" => Read, "edit" => Edit, "share" => 3, "owner" => Owner, var other => throw new InvalidOperationException($"The table has a level {other}.") };

    private static int LevelOn(Role role, Situation situation) => (role, situation) switch
    {
        (_, Situation.Own or Situation.OwnRestricted) => Owner,
        (Role.Owner or Role.Admin, _) => Owner,
        (_, Situation.Restricted) => None,
        (Role.Scientist, _) => Edit,
        _ => Read,
    };

    private static string Cell(string permission, string column) => Table[permission][Array.IndexOf(Header, column)];

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(Repository.Root, "docs", "permissions.csv")).Where(line => line.Length > 0);
}
