using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SampleLifeTests
{
    [Fact]
    public async Task An_archived_sample_refuses_every_change_and_says_why()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Scientist, new ArchiveSample(sample.Code));
        var before = (await plant.ViewAsync(sample)).Version;

        DenialCode[] denials =
        [
            (await plant.RunAsync(Role.Owner, new EditSample(sample.Code, await plant.FieldsAsync("x"), null))).Denied().Code,
            (await plant.RunAsync(Role.Owner, new ChangeSampleState(sample.Code, "established"))).Denied().Code,
            (await plant.RunAsync(Role.Owner, new CorrectSampleState(sample.Code, "initiated", "x"))).Denied().Code,
            (await plant.RunAsync(Role.Owner, new ArchiveSample(sample.Code))).Denied().Code,
        ];

        Assert.All(denials, code => Assert.Equal(DenialCode.RecordLocked, code));
        var view = await plant.ViewAsync(sample);
        Assert.Equal((before, "SMP-000001 is archived. Restore it to change it."), (view.Version, view.LockSentence));
        Assert.Empty((await plant.DoAsync(Role.Owner, new FindSamples())).Rows);
        Assert.Single((await plant.DoAsync(Role.Owner, new FindSamples { Filter = new SampleFilter { Status = RecordStatus.Archived } })).Rows);
    }

    [Fact]
    public async Task Restoring_needs_an_admin_and_a_reason()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var active = await plant.RunAsync(Role.Admin, new RestoreSample(sample.Code, "Back"));
        await plant.DoAsync(Role.Scientist, new ArchiveSample(sample.Code));

        Assert.Contains("is not archived", active.NotAllowed(), StringComparison.Ordinal);
        Assert.Equal("records.restore", (await plant.RunAsync(Role.Scientist, new RestoreSample(sample.Code, "Back"))).Denied().RequiredCapability);
        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Admin, new RestoreSample(sample.Code, " "))).Denied().Code);
        await plant.DoAsync(Role.Admin, new RestoreSample(sample.Code, "Needed again"));
        Assert.Equal(RecordStatus.Active, (await plant.ViewAsync(sample)).Status);
    }

    [Fact]
    public async Task A_deleted_sample_is_gone_for_all_its_history_stays_and_its_code_is_not_used_again()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var child = await plant.ChildAsync(sample);

        Assert.Equal("samples.delete", (await plant.RunAsync(Role.Scientist, new DeleteSample(sample.Code, "Mistake"))).Denied().RequiredCapability);
        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new DeleteSample(sample.Code, ""))).Denied().Code);
        await plant.DoAsync(Role.Owner, new DeleteSample(sample.Code, "Mistake"));

        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Owner, new GetSample(sample.Code))).Denied().Code);
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Owner, new GetSample(sample.Id))).Denied().Code);
        Assert.Equal("SMP-000003", (await plant.SampleAsync()).Code);
        Assert.Contains(await plant.EventsAsync(), e => e.EntityCode == "SMP-000001" && e.Action == "samples.create");
        Assert.Equal(("Mistake", """{"status":"deleted"}"""), (await plant.EventsAsync()).Where(e => e.EntityCode == "SMP-000001" && e.Action == "samples.delete" && e.Before is not null).Select(e => (e.Reason, e.After)).Single());
        var view = await plant.ViewAsync(child);
        Assert.Equal((sample.Code, 0), (Assert.Single(view.DeletedParents), view.WithheldParents));
    }

    [Fact]
    public async Task A_sample_is_handed_over_for_good()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync(visibility: Visibility.Restricted);
        var choices = await plant.DoAsync(Role.Scientist, new FindSampleChoices());
        var heir = choices.Members.Single(member => member.Name.StartsWith("Technician", StringComparison.Ordinal)).Id;

        Assert.True((await plant.RunAsync(Role.Scientist, new TransferSample(sample.Code, 9999, "Leaving"))).Invalid().ContainsKey("to"));
        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Scientist, new TransferSample(sample.Code, heir, ""))).Denied().Code);
        await plant.DoAsync(Role.Scientist, new TransferSample(sample.Code, heir, "Leaving the lab"));

        Assert.Equal(DenialCode.Forbidden, (await plant.RunAsync(Role.Scientist, new GetSample(sample.Code))).Denied().Code);
        Assert.Equal(heir, (await plant.ViewAsync(sample, Role.Technician)).OwnerId);
    }

    [Fact]
    public async Task Who_has_the_share_level_restricts_a_sample_and_others_do_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var mine = await plant.SampleAsync(Role.Scientist);
        var owners = await plant.SampleAsync(Role.Owner);

        Assert.Equal((Level.Share, Level.Edit), ((await plant.RunAsync(Role.Scientist, new SetSampleAccess(owners.Code, Visibility.Restricted))).Denied().RequiredLevel, Level.Edit));
        Assert.True((await plant.RunAsync(Role.Scientist, new SetSampleAccess(mine.Code, Visibility.Public))).Invalid().ContainsKey("visibility"));
        await plant.DoAsync(Role.Scientist, new SetSampleAccess(mine.Code, Visibility.Restricted));
        Assert.Equal(Level.Read, (await plant.RunAsync(Role.Viewer, new GetSample(mine.Code))).Denied().RequiredLevel);
    }

    [Fact]
    public async Task An_act_on_many_is_done_for_all_or_for_none_with_a_line_for_each_that_stood_against_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync(name: "a");
        var b = await plant.SampleAsync(name: "b", state: "rooting");
        var c = await plant.SampleAsync(Role.Owner, "c", Visibility.Restricted);
        var d = await plant.SampleAsync(name: "d");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(d.Code));

        var moved = await plant.RunAsync(Role.Scientist, new ChangeSampleStates([a.Code, b.Code], "established"));
        var archived = (await plant.RunAsync(Role.Scientist, new ArchiveSamples([a.Code, c.Code, d.Code]))).Denied();

        Assert.Equal(b.Code, Assert.Single(moved.Invalid()).Key);
        Assert.Equal("initiated", (await plant.ViewAsync(a)).State);
        Assert.Equal(["Record 2", "SMP-000004"], archived.Lines.Select(line => line.Record));
        Assert.Equal(RecordStatus.Active, (await plant.ViewAsync(a)).Status);
        await plant.DoAsync(Role.Scientist, new ArchiveSamples([a.Code, b.Code]));
        Assert.Equal(3, (await plant.DoAsync(Role.Scientist, new FindSamples { Filter = new SampleFilter { Status = RecordStatus.Archived } })).Rows.Count);
        await plant.DoAsync(Role.Admin, new RestoreSamples([a.Code, b.Code], "Too early"));
        await plant.DoAsync(Role.Admin, new SetSamplesAccess([a.Code, b.Code], Visibility.Restricted));
        await plant.DoAsync(Role.Admin, new DeleteSamples([a.Code, b.Code], "Training data"));
        Assert.Equal([c.Code], (await plant.DoAsync(Role.Owner, new FindSamples())).Rows.Select(row => row.Code));
    }
}
