using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

/// <summary>Every act on a sample for every role, on own and others' samples, open and restricted: the runner's answer is the decision function's answer.</summary>
public sealed class SampleAccessTests
{
    private static readonly Role[] Roles = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    [Theory]
    [InlineData(Visibility.Organization, true)]
    [InlineData(Visibility.Organization, false)]
    [InlineData(Visibility.Restricted, true)]
    [InlineData(Visibility.Restricted, false)]
    public async Task Each_act_is_allowed_to_those_the_access_model_names_and_to_no_one_else(Visibility visibility, bool own)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var heir = (await plant.DoAsync(Role.Owner, new FindSampleChoices())).Members.Single(member => member.Name.StartsWith("Auditor", StringComparison.Ordinal)).Id;
        var expected = new List<string>();
        var actual = new List<string>();
        foreach (var role in Roles)
        {
            foreach (var (permission, act) in Acts(await plant.FieldsAsync("edited"), heir))
            {
                var sample = await plant.SampleAsync(Role.Admin, visibility: visibility);
                if (own) await OwnAsync(plant, sample, role);
                if (permission == Permissions.Records.Restore) await plant.DoAsync(Role.Owner, new ArchiveSample(sample.Code));
                expected.Add($"{role} {permission.Name} {Expected(role, permission, visibility, own || role == Role.Admin)}");
                actual.Add($"{role} {permission.Name} {await act(plant, role, sample.Code) is null}");
            }
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task What_another_organization_names_by_code_or_id_is_not_found()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var sample = await plant.SampleAsync();

        foreach (var (_, act) in Acts(await ferment.FieldsAsync(), 1))
        {
            Assert.Equal(DenialCode.NotFound, Assert.IsType<Problem.Refused>(await act(ferment, Role.Owner, sample.Code)).Denial.Code);
            Assert.Equal(DenialCode.NotFound, Assert.IsType<Problem.Refused>(await act(ferment, Role.Owner, sample.Id)).Denial.Code);
        }

        Assert.Empty((await ferment.DoAsync(Role.Owner, new FindSamples())).Rows);
    }

    [Fact]
    public async Task A_forged_edit_of_a_viewer_changes_nothing_and_is_audited_as_denied()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var shown = await plant.ViewAsync(sample, Role.Viewer);

        var denied = (await plant.RunAsync(Role.Viewer, new EditSample(sample.Code, await plant.FieldsAsync("forged"), null))).Denied();

        Assert.False(shown.Access.Allows(Permissions.Samples.Edit));
        Assert.Equal("samples.edit", denied.RequiredCapability);
        Assert.Equal("A1", (await plant.ViewAsync(sample)).Fields.Name);
        var denial = (await plant.EventsAsync())[^1];
        Assert.Equal(("samples.edit", "Viewer of plant"), (denial.Action, denial.ActorName));
        Assert.Contains("\"denied\":\"FORBIDDEN\"", denial.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Auditor)]
    public async Task Who_makes_no_samples_imports_none(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var table = new ImportTable(["Name"], [new ImportRow(2, ["A"])]);

        Assert.Equal("samples.create", (await plant.RunAsync(role, new CreateSample(await plant.FieldsAsync()))).Denied().RequiredCapability);
        Assert.Equal("records.import", (await plant.RunAsync(role, new ImportSamples("a.csv", table, new ImportPlan()))).Denied().RequiredCapability);
        Assert.Equal("records.import", (await plant.RunAsync(role, new PreviewSampleImport(table, new ImportPlan()))).Denied().RequiredCapability);
    }

    private static bool Expected(Role role, Permission permission, Visibility visibility, bool own)
    {
        var level = own || role is Role.Owner or Role.Admin ? Level.Owner
            : visibility == Visibility.Restricted ? Level.None
            : role == Role.Scientist ? Level.Edit : Level.Read;
        var needed = permission.Needs == Level.None ? Level.Read : permission.Needs;
        return RoleGrants.Of(role).Contains(permission) && level >= needed;
    }

    private static async Task OwnAsync(TestOrganization plant, SavedSample sample, Role role)
    {
        var name = $"{role} of {plant.Slug}";
        var member = (await plant.DoAsync(Role.Owner, new FindSampleChoices())).Members.Single(one => one.Name == name).Id;
        if (role != Role.Admin) await plant.DoAsync(Role.Owner, new TransferSample(sample.Code, member, "Theirs"));
    }

    private static IEnumerable<(Permission Permission, Func<TestOrganization, Role, RecordRef<Sample>, Task<Problem?>> Act)> Acts(SampleFields fields, long heir)
    {
        yield return (GetSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new GetSample(sample))).Problem);
        yield return (GetSampleLineage.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new GetSampleLineage(sample))).Problem);
        yield return (GetSampleTimeline.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new GetSampleTimeline(sample))).Problem);
        yield return (EditSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new EditSample(sample, fields, null))).Problem);
        yield return (ChangeSampleState.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new ChangeSampleState(sample, "established"))).Problem);
        yield return (ArchiveSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new ArchiveSample(sample))).Problem);
        yield return (RestoreSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new RestoreSample(sample, "Needed"))).Problem);
        yield return (DeleteSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new DeleteSample(sample, "Mistake"))).Problem);
        yield return (SetSampleAccess.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new SetSampleAccess(sample, Visibility.Restricted))).Problem);
        yield return (TransferSample.Requires, async (lab, role, sample) => (await lab.RunAsync(role, new TransferSample(sample, heir, "Theirs"))).Problem);
    }
}
