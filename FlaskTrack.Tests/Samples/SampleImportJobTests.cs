using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Samples;

/// <summary>A large sheet is written by a job: it goes on when its page is left, can be stopped, and leaves all rows or none.</summary>
public sealed class SampleImportJobTests
{
    [Fact]
    public async Task A_job_writes_every_row_under_its_members_name_and_can_be_undone()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var steps = Steps(lab);
        var asked = await AskAsync(plant, 600);

        await WriteAsync(plant, asked);
        var view = await plant.DoAsync(Role.Scientist, new GetSampleImport(asked.Code));

        Assert.Equal((ImportState.Done, 600, 600, 0), (view.Import.State, view.Import.Rows, view.Import.Created, view.Import.Changed));
        Assert.Equal(["Checking rows 0", "Writing samples 250", "Writing samples 500", "Writing samples 600"], steps.Select(step => $"{step.Stage} {step.Done}"));
        Assert.Null(view.Progress);
        Assert.False(view.CanStop);
        Assert.Empty(await plant.DoAsync(Role.Scientist, new FindSampleUploads()));
        var made = (await plant.EventsAsync()).Where(e => e.EntityType == "sample").ToList();
        Assert.Equal(600, made.Count);
        Assert.All(made, e => Assert.Equal(("import", $"Import {asked.Code} of leaves.csv"), (e.Channel, e.Reason)));
        Assert.Equal(600, (await plant.DoAsync(Role.Scientist, new UndoSampleImport(asked.Code, "Wrong sheet"))).Samples.Count);
    }

    [Fact]
    public async Task One_stopped_while_it_writes_leaves_nothing_and_its_sheet_can_be_gone_on_with()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await AskAsync(plant, 600);
        var stops = new List<Task<Result<Done>>>();
        Queue(lab).Stepped += (_, step) =>
        {
            if (step.Done == 250) stops.Add(plant.RunAsync(Role.Admin, new StopSampleImport(asked.Code)));
        };

        await WriteAsync(plant, asked);
        var stopped = await Assert.Single(stops);
        var view = await plant.DoAsync(Role.Scientist, new GetSampleImport(asked.Code));

        Assert.True(stopped.IsOk);
        Assert.Equal((ImportState.Cancelled, null), (view.Import.State, view.Failure));
        Assert.Equal(0, await plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
        Assert.DoesNotContain(await plant.EventsAsync(), e => e.EntityType == "sample");
        Assert.Contains(await plant.EventsAsync(), e => e.After == $"{{\"stopped\":\"{asked.Code}\"}}" && e.ActorRole == "admin");
        Assert.Equal(view.UploadId, Assert.Single(await plant.DoAsync(Role.Scientist, new FindSampleUploads())).Id);
        Assert.Null((await plant.DoAsync(Role.Admin, new GetSampleImport(asked.Code))).UploadId);
        Assert.Contains("wrote nothing", (await plant.RunAsync(Role.Scientist, new UndoSampleImport(asked.Code, "Wrong sheet"))).NotAllowed(), StringComparison.Ordinal);
        Assert.Contains("is not being written", (await plant.RunAsync(Role.Scientist, new StopSampleImport(asked.Code))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_stopped_while_it_waits_never_begins_and_only_its_member_and_admins_stop_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await AskAsync(plant, 3, Role.Owner);

        var refused = await plant.RunAsync(Role.Scientist, new StopSampleImport(asked.Code));
        await plant.DoAsync(Role.Owner, new StopSampleImport(asked.Code));
        await WriteAsync(plant, asked, Role.Owner);
        await WriteAsync(plant, asked, Role.Owner);

        Assert.Contains("somebody else", refused.NotAllowed(), StringComparison.Ordinal);
        Assert.Equal(ImportState.Cancelled, (await plant.DoAsync(Role.Owner, new GetSampleImport(asked.Code))).Import.State);
        Assert.Equal(0, await plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
    }

    [Fact]
    public async Task A_row_that_cannot_be_written_any_more_fails_the_whole_import_by_name()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await AskAsync(plant, 3);
        await plant.DoAsync(Role.Owner, new CreateSample(await plant.FieldsAsync("first") with { Location = "Freezer 1", Position = "A2" }));

        await WriteAsync(plant, asked);
        var view = await plant.DoAsync(Role.Scientist, new GetSampleImport(asked.Code));

        Assert.Equal(ImportState.Failed, view.Import.State);
        Assert.StartsWith("Row 3, position: Freezer 1, A2 is taken by SMP-000001.", view.Failure, StringComparison.Ordinal);
        Assert.Equal(1, await plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
        Assert.NotNull(view.UploadId);
    }

    [Fact]
    public async Task Rights_lost_before_the_job_begins_write_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await AskAsync(plant, 3);
        var member = (await plant.MemberAsync(Role.Scientist)).Id;
        await plant.DoAsync(Role.Owner, new Core.Members.AssignRole(member, Role.Viewer));

        await WriteAsync(plant, asked);

        var view = await plant.DoAsync(Role.Owner, new GetSampleImport(asked.Code));
        Assert.Equal(ImportState.Failed, view.Import.State);
        Assert.Equal(0, await plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
    }

    [Fact]
    public async Task A_restart_takes_up_what_waited_and_what_was_being_written()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var waited = await AskAsync(plant, 2);
        var begun = await AskAsync(plant, 2, name: "Begun");
        await plant.WriteAsync(context => context.Find<SampleImport>(begun.Id)!.State = ImportState.Writing);
        var stopped = await AskAsync(plant, 2, name: "Stopped");
        await plant.DoAsync(Role.Scientist, new StopSampleImport(stopped.Code));
        var queue = new JobQueue<SampleImport>();
        var restarted = ActivatorUtilities.CreateInstance<SampleImporter>(lab.Services, queue);

        await restarted.ResumeAsync(default);
        await using var waiting = queue.TakeAsync(default).GetAsyncEnumerator();
        foreach (var import in new[] { waited, begun })
        {
            Assert.True(await waiting.MoveNextAsync());
            Assert.Equal(import.Id, waiting.Current.RecordId);
            await restarted.WriteAsync(waiting.Current, default);
            await restarted.WriteAsync(waiting.Current, default);
        }

        await restarted.WriteAsync(new JobPlace(plant.Id, plant.Slug, stopped.Id, plant.UserOf(Role.Scientist)), default);

        Assert.Equal(4, await plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
        Assert.Equal(ImportState.Cancelled, (await plant.DoAsync(Role.Scientist, new GetSampleImport(stopped.Code))).Import.State);
    }

    [Fact]
    public async Task A_sheet_is_written_once_at_a_time_and_by_its_member_only()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var kept = await plant.DoAsync(Role.Scientist, new KeepSampleUpload("leaves.csv", Sheet(2), new ImportPlan()));

        var foreign = await plant.RunAsync(Role.Owner, new RequestSampleImport(kept.Id, new ImportPlan(), []));
        var asked = await plant.DoAsync(Role.Scientist, new RequestSampleImport(kept.Id, new ImportPlan(), [new CellCorrection(0, 0, "Corrected")]));
        var twice = await plant.RunAsync(Role.Scientist, new RequestSampleImport(kept.Id, new ImportPlan(), []));
        Assert.Empty(await plant.DoAsync(Role.Scientist, new FindSampleUploads()));
        await WriteAsync(plant, asked);

        Assert.Equal(DenialCode.NotFound, foreign.Denied().Code);
        Assert.Contains("writing this sheet already", twice.NotAllowed(), StringComparison.Ordinal);
        Assert.Equal(["Corrected", "Leaf 2"], (await plant.DoAsync(Role.Scientist, new GetSampleImport(asked.Code))).Samples.Select(sample => sample.Name));
    }

    private static JobQueue<SampleImport> Queue(TestLab lab) => lab.Services.GetRequiredService<JobQueue<SampleImport>>();

    private static List<JobStep> Steps(TestLab lab)
    {
        var steps = new List<JobStep>();
        Queue(lab).Stepped += (_, step) => steps.Add(step);
        return steps;
    }

    private static async Task<SampleImportRow> AskAsync(TestOrganization plant, int rows, Role role = Role.Scientist, string name = "Leaf")
    {
        var kept = await plant.DoAsync(role, new KeepSampleUpload("leaves.csv", Sheet(rows, name), new ImportPlan()));
        return await plant.DoAsync(role, new RequestSampleImport(kept.Id, new ImportPlan(), []));
    }

    private static Task WriteAsync(TestOrganization plant, SampleImportRow asked, Role role = Role.Scientist) =>
        plant.Lab.Services.GetRequiredService<SampleImporter>().WriteAsync(new JobPlace(plant.Id, plant.Slug, asked.Id, plant.UserOf(role)), default);

    private static ImportTable Sheet(int rows, string name = "Leaf") => new(["Name", "Domain", "Species", "Kind", "Location", "Position"],
        [.. Enumerable.Range(1, rows).Select(i => new ImportRow(i + 1, [$"{name} {i}", "tissue culture", "Nicotiana tabacum", "callus", rows > 10 || name != "Leaf" ? "" : "Freezer 1", rows > 10 || name != "Leaf" ? "" : $"A{i}"]))]);
}
