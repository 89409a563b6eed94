using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>The approved table of permissions, read as text, with the levels of the access model written out once more: what the matrices compare the
/// product with. It calls nothing of the product's own decision.</summary>
internal static class AccessTable
{
    public const int None = 0;
    public const int Read = 1;
    public const int Edit = 2;
    public const int Share = 3;
    public const int Owner = 4;

    private static readonly string[] Levels = ["NONE", "READ", "EDIT", "SHARE", "OWNER"];
    private static readonly string[] Header = Lines().First().Split(',');
    private static readonly Dictionary<string, string[]> Table = Lines().Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0]);

    /// <summary>Acts that an archived record refuses, because they change what it says.</summary>
    private static readonly HashSet<string> Closed = ["samples.edit", "samples.archive", "samples.change-state"];

    public static bool Holds(string permission, Role role) =>
        permission is "member" or "signed-in" or "anonymous" || (role != Role.NoAccess && Cell(permission, role.ToString().ToLowerInvariant()) == "1");

    public static bool AsksReason(string permission) => Table.ContainsKey(permission) && Cell(permission, "guard") == "reason";

    public static bool IsClosedToArchived(string permission) => Closed.Contains(permission);

    /// <summary>Level on the record that the act takes; a record at hand takes at least reading.</summary>
    public static int Needed(string permission) => Cell(permission, "level") switch
    {
        "" or "read" => Read,
        "edit" => Edit,
        "share" => Share,
        "owner" => Owner,
        var other => throw new InvalidOperationException($"The table has a level {other}."),
    };

    public static int LevelOn(Role role, bool own, bool restricted) => (role, own, restricted) switch
    {
        (_, true, _) => Owner,
        (Role.Owner or Role.Admin, _, _) => Owner,
        (_, _, true) => None,
        (Role.Scientist, _, _) => Edit,
        (Role.NoAccess, _, _) => None,
        _ => Read,
    };

    /// <summary>The level as the API writes it.</summary>
    public static string Word(int level) => Levels[level];

    private static string Cell(string permission, string column) => Table[permission][Array.IndexOf(Header, column)];

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(Repository.Root, "docs", "permissions.csv")).Where(line => line.Length > 0);
}
