using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SampleWhyTests
{
    [Fact]
    public async Task The_explanation_of_every_act_agrees_with_what_the_page_offers()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync();
        var archived = await plant.SampleAsync(name: "Old");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(archived.Code));

        foreach (var role in new[] { Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor })
        {
            foreach (var sample in new[] { open, archived })
            {
                var access = (await plant.ViewAsync(sample, role)).Access;
                foreach (var permission in ExplainSampleAccess.Asked)
                {
                    var why = await plant.DoAsync(role, new ExplainSampleAccess(sample.Code, permission.Name));
                    Assert.Equal(permission == Permissions.Records.View || access.Allows(permission), why.Explanation.Allowed);
                    Assert.NotEmpty(why.Verdict);
                }
            }
        }
    }

    [Fact]
    public async Task The_reach_names_every_member_with_the_level_and_what_decides_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync();
        var secret = await plant.SampleAsync(name: "Secret", visibility: Visibility.Restricted);

        var all = (await plant.DoAsync(Role.Viewer, new GetSampleAccess(open.Code))).People;
        var few = (await plant.DoAsync(Role.Scientist, new GetSampleAccess(secret.Code))).People;

        Assert.Equal(all.OrderByDescending(person => person.Level).Select(person => person.Level), all.Select(person => person.Level));
        Assert.Equal(Level.Read, all.Single(person => person.Role == "Viewer").Level);
        Assert.Equal(("Owns this record", Level.Owner), (few.Single(person => person.Role == "Scientist").Because, few.Single(person => person.Role == "Scientist").Level));
        Assert.Equal(Level.None, few.Single(person => person.Role == "Viewer").Level);
        Assert.Equal(DenialCode.Forbidden, (await plant.RunAsync(Role.Viewer, new GetSampleAccess(secret.Code))).Denied().Code);
    }

    [Fact]
    public async Task One_may_ask_about_others_and_only_about_acts_on_a_sample()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var viewer = (await plant.DoAsync(Role.Viewer, new GetMyAccess())).Principal.MemberId;

        var why = await plant.DoAsync(Role.Scientist, new ExplainSampleAccess(sample.Code, Permissions.Samples.Edit.Name, viewer));

        Assert.False(why.Explanation.Allowed);
        Assert.Equal("Viewer", why.Role);
        Assert.True((await plant.RunAsync(Role.Scientist, new ExplainSampleAccess(sample.Code, "organization.close"))).Invalid().ContainsKey("permission"));
        Assert.True((await plant.RunAsync(Role.Scientist, new ExplainSampleAccess(sample.Code, Permissions.Samples.Edit.Name, 999))).Invalid().ContainsKey("member_id"));
    }
}
