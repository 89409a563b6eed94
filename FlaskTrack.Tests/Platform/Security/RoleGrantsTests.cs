using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Platform.Security;

/// <summary>The code's role table is the approved one of <c>docs/permissions.csv</c> (ASVS 8.1.1).</summary>
public sealed class RoleGrantsTests
{
    private static readonly Role[] Columns = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var row in Rows()) cells.Add(row[0], string.Join(',', row.Skip(3).Take(6)));
        return cells;
    }

    [Theory]
    [Trait("assurance", "S1")]
    [MemberData(nameof(Cells))]
    public void Each_cell_of_the_table_is_what_the_role_holds(string permission, string cells)
    {
        var held = Columns.Select(role => RoleGrants.Of(role).Contains(Permissions.Named(permission)) ? "1" : "0");

        Assert.Equal(cells, string.Join(',', held));
    }

    [Fact]
    public void Level_category_and_guard_are_those_of_the_table()
    {
        foreach (var row in Rows())
        {
            var permission = Permissions.Named(row[0]);
            Assert.Equal(row[1], permission.Category.ToString().ToLowerInvariant());
            Assert.Equal(row[2], permission.Needs == Level.None ? "" : permission.Needs.ToString().ToLowerInvariant());
            Assert.Equal(row[9], permission.Guard == Guard.None ? "" : permission.Guard.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public void The_catalogue_has_every_row_and_no_other() =>
        Assert.Equal(Rows().Select(row => row[0]).Order(StringComparer.Ordinal), Permissions.All.Select(permission => permission.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void An_unknown_name_is_refused() => Assert.Throws<ArgumentException>(() => Permissions.Named("samples.fly"));

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "permissions.csv")).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));
}
