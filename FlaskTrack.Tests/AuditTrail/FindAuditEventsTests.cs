using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.AuditTrail;

public sealed class FindAuditEventsTests
{
    [Fact]
    public async Task A_technician_sees_what_they_may_read_the_rest_withheld_and_no_gap()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync(name: "open");
        var closed = await plant.SampleAsync(name: "closed", visibility: Visibility.Restricted);

        var rows = await AllAsync(plant, Role.Technician, AuditFilter.None);

        Assert.Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i), rows.Select(row => row.Sequence).Reverse());
        Assert.Equal((await plant.EventsAsync()).Count, rows.Count);
        Assert.Contains(rows, row => row.Event?.EntityCode == open.Code);
        Assert.DoesNotContain(rows, row => row.Event?.EntityCode == closed.Code);
        var stored = (await plant.EventsAsync()).Single(e => e.EntityCode == closed.Code);
        var withheld = rows.Single(row => row.Sequence == stored.Sequence);
        Assert.True(withheld.IsWithheld);
        Assert.Equal((stored.Time, stored.Hash), (withheld.Time, withheld.Hash));
    }

    [Fact]
    public async Task Refusals_of_others_take_the_right_to_review_access()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        Assert.False((await plant.RunAsync(Role.Viewer, new ArchiveSample(sample.Code, null))).IsOk);
        var denied = new AuditFilter { Outcome = AuditOutcome.Denied };

        Assert.Empty((await plant.DoAsync(Role.Technician, new FindAuditEvents(denied))).Rows);
        var own = Assert.Single((await plant.DoAsync(Role.Viewer, new FindAuditEvents(denied))).Rows);
        Assert.True(own.Event!.IsDenied);
        Assert.Single((await plant.DoAsync(Role.Auditor, new FindAuditEvents(denied))).Rows);
    }

    [Fact]
    public async Task Filters_find_and_hide_withheld_rows_unless_asked()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync(name: "Désirée \"7\"");
        await plant.SampleAsync(name: "closed", visibility: Visibility.Restricted);
        lab.Clock.Advance(TimeSpan.FromDays(1));
        var moved = lab.Clock.GetUtcNow();
        await EditAsync(plant, sample, fields => fields with { Location = "GR2 A1 03" }, "moved to growth room 2");

        async Task<List<AuditRow>> Find(AuditFilter filter, bool? withheld = null) => [.. (await plant.DoAsync(Role.Technician, new FindAuditEvents(filter, ShowWithheld: withheld))).Rows];
        Assert.Equal([2], (await Find(new AuditFilter { Text = "gr2 a1" })).Select(row => row.Event!.EntityVersion!.Value));
        Assert.Equal([1], (await Find(new AuditFilter { Text = "Désirée \"7\"" })).Select(row => row.Event!.EntityVersion!.Value));
        Assert.Equal("moved to growth room 2", Assert.Single(await Find(new AuditFilter { HasReason = true })).Event!.Reason);
        Assert.Equal(2, (await Find(new AuditFilter { EntityCode = sample.Code.ToLowerInvariant() })).Count);
        Assert.Equal(2, (await Find(new AuditFilter { Action = "samples." })).Count);
        Assert.Single(await Find(new AuditFilter { Action = "samples.edit", Actor = "scientist", Role = "scientist", Channel = "ui", EntityType = "sample" }));
        Assert.Single(await Find(new AuditFilter { From = moved }));
        Assert.DoesNotContain(await Find(new AuditFilter { To = moved }), row => row.Event!.EntityVersion == 2 && row.Event.EntityType == "sample");
        Assert.Contains(await Find(new AuditFilter { Action = "samples." }, withheld: true), row => row.IsWithheld);
        Assert.Equal("Location empty to GR2 A1 03", (await Find(new AuditFilter { From = moved }))[0].Event!.Summary);
    }

    [Fact]
    public async Task An_end_before_the_start_is_named()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var now = lab.Clock.GetUtcNow();

        var result = await plant.RunAsync(Role.Owner, new FindAuditEvents(new AuditFilter { From = now, To = now.AddDays(-1) }));

        Assert.Equal(["to"], Assert.IsType<Problem.Invalid>(result.Problem).Fields.Keys);
    }

    [Fact]
    public async Task Sensitive_values_are_masked_and_no_search_tells_them()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("S1") with { Sensitive = true, Notes = "donor 4711" };
        var sample = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single();
        var bySecret = new AuditFilter { Text = "donor 4711" };
        var byCode = new AuditFilter { EntityCode = sample.Code };

        Assert.Single((await plant.DoAsync(Role.Scientist, new FindAuditEvents(bySecret))).Rows);
        Assert.Empty((await plant.DoAsync(Role.Technician, new FindAuditEvents(bySecret))).Rows);
        var row = Assert.Single((await plant.DoAsync(Role.Technician, new FindAuditEvents(byCode))).Rows);
        var detail = await plant.DoAsync(Role.Technician, new GetAuditEvent(row.Sequence));
        Assert.Equal("•••", detail.Changes.Single(change => change.Name == "notes").After);
        Assert.Null(detail.CanonicalJson);
        Assert.True(detail.IsIntact);
        Assert.Contains("donor 4711", (await plant.DoAsync(Role.Scientist, new GetAuditEvent(row.Sequence))).CanonicalJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_shows_names_neighbours_and_the_covering_checkpoint()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.VerifyAsync(Role.Owner);
        var stored = (await plant.EventsAsync()).Single(e => e.EntityCode == sample.Code);

        var detail = await plant.DoAsync(Role.Viewer, new GetAuditEvent(stored.Sequence));

        Assert.Equal("Nicotiana tabacum", detail.Changes.Single(change => change.Name == "species_id").After);
        Assert.Equal(stored.PreviousHash, detail.PreviousHash);
        Assert.Equal((await plant.EventsAsync())[(int)stored.Sequence].Hash, detail.NextHash);
        Assert.True(detail.Checkpoint!.Sequence >= stored.Sequence);
    }

    [Fact]
    public async Task A_records_history_reads_as_sentences_and_is_nobodys_who_may_not_read_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync(visibility: Visibility.Restricted);
        await EditAsync(plant, sample, fields => fields with { Location = "B2", Notes = "pale" }, null);

        var history = await plant.DoAsync(Role.Scientist, new GetRecordHistory("sample", sample.Code));

        Assert.Equal(["Scientist of plant changed location and notes", "Scientist of plant created A1"], history.Entries.Select(entry => entry.Sentence));
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Technician, new GetRecordHistory("sample", sample.Code))).Denied().Code);
    }

    /// <summary>When a state changed is part of its change and no second thing.</summary>
    [Fact]
    public async Task A_change_of_state_reads_as_one_phrase()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(sample.Code, "sterilized"));

        var newest = (await plant.DoAsync(Role.Scientist, new GetRecordHistory("sample", sample.Code))).Entries[0];

        Assert.Equal("Scientist of plant changed state", newest.Sentence);
        Assert.Contains(newest.Changes, change => change.Name == "state_changed_at");
    }

    /// <summary>What a role may never do is still tried on something: the refusal says on what, where the caller could have seen it.</summary>
    [Fact]
    public async Task A_refusal_of_the_role_names_the_record_that_was_tried()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var open = await plant.SampleAsync(name: "open");
        var closed = await plant.SampleAsync(name: "closed", visibility: Visibility.Restricted);
        await ferment.SampleAsync();
        await ferment.SampleAsync();
        var foreign = await ferment.SampleAsync(name: "foreign");

        foreach (var code in new[] { open.Code, closed.Code }) Assert.Equal("samples.archive", (await plant.RunAsync(Role.Viewer, new ArchiveSample(code, null))).ShouldBeRefused().RequiredCapability);
        (await plant.RunAsync(Role.Viewer, new ArchiveSample(foreign.Code, null))).ShouldBeNotFound();
        await plant.RunAsync(Role.Viewer, new ArchiveSamples([open.Code, closed.Code], null));

        var denied = (await plant.EventsAsync()).Where(e => e.After?.StartsWith("{\"denied\"", StringComparison.Ordinal) == true).ToList();
        Assert.Equal([("sample", open.Code), (null, null), (null, null), (null, null)], denied.Select(e => (e.EntityType, e.EntityCode)));
        Assert.Contains("not_found", denied[2].After, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(foreign.Code, denied[2].After, StringComparison.Ordinal);
    }

    private static async Task EditAsync(TestOrganization plant, SavedSample sample, Func<SampleFields, SampleFields> change, string? reason)
    {
        var view = await plant.ViewAsync(sample, Role.Scientist);
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, change(view.Fields), view.Version) { Reason = reason });
    }

    private static async Task<List<AuditRow>> AllAsync(TestOrganization plant, Role role, AuditFilter filter)
    {
        var rows = new List<AuditRow>();
        long? before = null;
        do
        {
            var page = await plant.DoAsync(role, new FindAuditEvents(filter, before, 25));
            rows.AddRange(page.Rows);
            before = page.Next;
        }
        while (before is not null);
        return rows;
    }
}
