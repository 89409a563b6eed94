using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Members;

public sealed class FindMembersTests
{
    [Theory]
    [InlineData(MemberSort.Name, false)]
    [InlineData(MemberSort.Name, true)]
    [InlineData(MemberSort.Email, false)]
    [InlineData(MemberSort.Role, true)]
    [InlineData(MemberSort.LastActive, false)]
    [InlineData(MemberSort.Joined, true)]
    public async Task Pages_together_hold_everybody_once_in_order(MemberSort sort, bool descending)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        for (var i = 0; i < 50; i++) await plant.JoinAsync((Role)(1 + (i % 3)), $"Person {i % 9}");

        var rows = new List<MemberRow>();
        var next = default(string);
        do
        {
            var page = await plant.DoAsync(Role.Viewer, new FindMembers(Sort: sort, Descending: descending, After: next, Size: 25));
            Assert.Equal(56, page.Total);
            Assert.True(page.Rows.Count <= 25);
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(56, rows.Select(row => row.Id).Distinct().Count());
        Assert.Equal(56, rows.Count);
        var names = rows.Select(row => row.DisplayName).ToList();
        if (sort == MemberSort.Name) Assert.Equal(descending ? names.OrderDescending(StringComparer.InvariantCultureIgnoreCase) : names.Order(StringComparer.InvariantCultureIgnoreCase), names);
    }

    [Fact]
    public async Task Filters_narrow_by_text_role_status_and_site()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var north = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        var south = await plant.DoAsync(Role.Admin, new CreateSite("South", "SOUTH"));
        await plant.ChangeAsync(await plant.IdAsync(Role.Technician), row => row.Sites = [north.Id]);
        await plant.ChangeAsync(await plant.IdAsync(Role.Scientist), row => row.JobTitle = "Æglageret");
        await plant.DoAsync(Role.Admin, new SuspendMember(await plant.IdAsync(Role.Auditor)));

        Assert.Equal(["Scientist of plant"], await NamesAsync(plant, new FindMembers("æglager")));
        Assert.Equal(["Admin of plant"], await NamesAsync(plant, new FindMembers("ADMIN")));
        Assert.Equal(["Viewer of plant"], await NamesAsync(plant, new FindMembers(Role: Role.Viewer)));
        Assert.Equal(["Auditor of plant"], await NamesAsync(plant, new FindMembers(Status: MemberStatus.Suspended)));
        Assert.DoesNotContain("Technician of plant", await NamesAsync(plant, new FindMembers(SiteId: south.Id)));
        Assert.Contains("Technician of plant", await NamesAsync(plant, new FindMembers(SiteId: north.Id)));
        Assert.Empty(await NamesAsync(plant, new FindMembers("%")));
    }

    [Fact]
    public async Task Removed_members_are_shown_when_asked_for()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Admin, new RemoveMember(await plant.IdAsync(Role.Technician)));

        Assert.DoesNotContain("Technician of plant", await NamesAsync(plant, new FindMembers()));
        Assert.Equal(["Technician of plant"], await NamesAsync(plant, new FindMembers(Status: MemberStatus.Removed)));
    }

    [Fact]
    public async Task A_row_tells_factor_last_act_and_who_invited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var scientist = await plant.IdAsync(Role.Scientist);
        var admin = await plant.IdAsync(Role.Admin);
        var last = lab.Clock.GetUtcNow().AddHours(-3);
        await plant.ChangeAsync(scientist, row => row.InvitedById = admin);
        await plant.WriteAsync(context => context.Users.Single(user => user.Id == plant.UserOf(Role.Scientist)).TwoFactorEnabled = true);
        await plant.ReadAsync(context => Sql.ExecuteAsync(context, """INSERT INTO "MemberActivities" ("OrganizationId", "MemberId", "LastActiveAt") VALUES (@Organization, @Member, @At)""", default, ("Organization", plant.Id), ("Member", scientist), ("At", last.UtcTicks)));

        var row = (await plant.DoAsync(Role.Viewer, new FindMembers("scientist"))).Rows[0];

        Assert.Equal((true, last, "Admin of plant"), (row.TwoFactor, row.LastActiveAt, row.InvitedBy));
    }

    [Fact]
    public async Task Only_the_own_organization_is_listed()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        await lab.OrganizationAsync("ferment");

        Assert.All(await NamesAsync(plant, new FindMembers()), name => Assert.EndsWith("plant", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_page_size_and_cursor_are_named()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        (await plant.RunAsync(Role.Viewer, new FindMembers(Size: 0))).ShouldBeWrongAt("size");
        (await plant.RunAsync(Role.Viewer, new FindMembers(Size: 201))).ShouldBeWrongAt("size");
        (await plant.RunAsync(Role.Viewer, new FindMembers(After: "%%%"))).ShouldBeWrongAt("after");
        (await plant.RunAsync(Role.Viewer, new FindMembers(After: "AAAA"))).ShouldBeWrongAt("after");
    }

    /// <summary>ROL-1.</summary>
    [Fact]
    public async Task The_role_matrix_equals_the_approved_table()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var lines = (await File.ReadAllLinesAsync(ApprovedTable())).Skip(1).Select(line => line.Split(',', 11)).ToDictionary(cells => cells[0]);

        var matrix = await plant.DoAsync(Role.Viewer, new GetRoleMatrix());

        Assert.Equal(lines.Keys.Order(), matrix.Permissions.Select(row => row.Name).Order());
        foreach (var row in matrix.Permissions)
        {
            var cells = lines[row.Name];
            Assert.Equal(cells[1], row.Category.ToString().ToLowerInvariant());
            Assert.Equal(cells[2], row.Needs == Level.None ? "" : row.Needs.ToString().ToLowerInvariant());
            Assert.Equal(PeopleHelpers.Roles.Select((role, i) => (role, held: cells[3 + i] == "1")), PeopleHelpers.Roles.Select(role => (role, held: row.HeldBy.Contains(role))));
            Assert.Equal(cells[9], row.Guard == Guard.None ? "" : row.Guard.ToString().ToLowerInvariant());
            if (cells[10].Length > 0) Assert.Equal(cells[10].Trim('"'), row.Meaning);
        }

        Assert.All(matrix.Roles, role => Assert.Equal(1, role.Members));
    }

    private static async Task<IEnumerable<string>> NamesAsync(TestOrganization plant, FindMembers find) => (await plant.DoAsync(Role.Viewer, find)).Rows.Select(row => row.DisplayName);

    private static string ApprovedTable()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "docs", "permissions.csv"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "docs", "permissions.csv");
    }
}
