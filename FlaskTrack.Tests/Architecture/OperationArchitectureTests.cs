using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Architecture;

/// <summary>The shape that operations keep, and the approved table of who may run which.</summary>
public sealed partial class OperationArchitectureTests
{
    private static readonly Role[] Columns = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    [Fact]
    public void An_operation_is_a_sealed_record_with_its_internal_sealed_handler_in_the_same_file()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "FlaskTrack.Core"), "*.cs", SearchOption.AllDirectories).ToLookup(Path.GetFileName);
        foreach (var info in OperationCatalogue.All.Values)
        {
            Assert.True(info.Type.IsSealed && info.Type.GetMethod("<Clone>$") is not null, $"{info.Name} is no sealed record.");
            Assert.True(info.HandlerType is { IsSealed: true, IsNotPublic: true }, $"The handler of {info.Name} is not internal and sealed.");
            var text = File.ReadAllText(Assert.Single(files[$"{info.Name}.cs"])!);
            Assert.Contains($"sealed record {info.Name}", text, StringComparison.Ordinal);
            Assert.Contains($"internal sealed class {info.HandlerType.Name}", text, StringComparison.Ordinal);
        }
    }

    /// <summary>A role gains or loses an operation only where somebody changes the approved file on purpose.</summary>
    [Fact]
    public void Who_may_run_which_operation_is_as_approved()
    {
        var now = OperationCatalogue.All.Values.OrderBy(info => info.Name, StringComparer.Ordinal)
            .Select(info => $"{info.Name},{info.Requires.Name},{string.Join(',', Columns.Select(role => Expectation.RoleHolds(info, role) && Holds(info, role) ? "1" : "0"))}");
        var text = string.Join('\n', now.Prepend($"operation,permission,{string.Join(',', Columns).ToLowerInvariant()}")) + "\n";
        var approved = Path.Combine(Repository.Root, "FlaskTrack.Tests", "Architecture", "role-matrix.approved.txt");

        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", text);
    }

    /// <summary>The database context stays with the platform and with the accounts, which stand outside every organization.</summary>
    [Fact]
    public void Nothing_outside_the_platform_reaches_past_the_runner()
    {
        string[] allowed = [.. new[] { "AccountDesk.cs", "AccountEvents.cs", "AccountServices.cs" }.Select(name => Path.Combine("FlaskTrack.Core", "Accounts", name))];

        var found = Sources(".cs", ".razor").Where(file => !file.StartsWith(Path.Combine("FlaskTrack.Core", "Platform"), StringComparison.Ordinal) && PastTheRunner().IsMatch(Read(file)));

        Assert.Equal(allowed, found.Order(StringComparer.Ordinal));
    }

    private static bool Holds(OperationInfo info, Role role) =>
        info.Requires == Permissions.Member || info.Requires == Permissions.SignedIn || info.Requires == Permissions.Anonymous || RoleGrants.Of(role).Contains(info.Requires);

    internal static IEnumerable<string> Sources(params string[] endings) =>
        new[] { "FlaskTrack.Core", "FlaskTrack.Web" }.SelectMany(project => Directory.GetFiles(Path.Combine(Repository.Root, project), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => endings.Contains(Path.GetExtension(file)) && file.Split(Path.DirectorySeparatorChar)[1] is not ("obj" or "bin"));

    internal static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"IgnoreQueryFilters|ExecuteSql|ExecuteUpdate|ExecuteDelete|FromSql|SqlQuery|DbContext")]
    private static partial Regex PastTheRunner();
}
