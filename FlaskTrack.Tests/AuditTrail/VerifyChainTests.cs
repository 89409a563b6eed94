using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>Altered records are discerned (21 CFR 11.10(a)).</summary>
[Trait("assurance", "P11-10a-2")]
public sealed class VerifyChainTests
{
    [Fact]
    public async Task An_intact_chain_gets_a_checkpoint_and_the_run_is_audited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var result = await plant.VerifyAsync(Role.Auditor);

        Assert.True(result.IsIntact);
        var (asked, run) = ((await plant.EventsAsync())[^2], (await plant.EventsAsync())[^1]);
        Assert.Equal(("audit.verify", "Auditor of plant", $"{{\"asked\":{result.Id}}}"), (asked.Action, asked.ActorName, asked.After));
        Assert.Equal(("audit.verify", "Chain verifier", "Auditor of plant (auditor)"), (run.Action, run.ActorName, run.OnBehalfOf));
        Assert.Equal((asked.Sequence, asked.Hash), (result.LastSequence, result.LastHash));
        Assert.Contains("\"intact\":true", run.After, StringComparison.Ordinal);
        var status = await plant.DoAsync(Role.Viewer, new GetChainStatus());
        Assert.False(status.IsBroken);
        Assert.Equal((1, "Auditor of plant"), (status.Checkpoints, status.LastVerification!.By));
        Assert.Equal(run.Sequence, Assert.Single((await plant.DoAsync(Role.Viewer, new FindCheckpoints())).Rows).Sequence);
    }

    [Fact]
    public async Task A_technician_may_not_verify()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.Equal("audit.verify", (await plant.RunAsync(Role.Technician, new VerifyChain())).Denied().RequiredCapability);
    }

    [Theory]
    [InlineData("After", "{\"name\":\"forged\"}")]
    [InlineData("ActorName", "Somebody else")]
    [InlineData("Reason", "made up")]
    [InlineData("Action", "samples.view")]
    public async Task One_changed_value_names_its_sequence(string column, string value)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        var target = (await plant.EventsAsync())[^2].Sequence;

        await plant.ChangeAsync(target, column, value);

        var result = await plant.VerifyAsync(Role.Owner);
        Assert.Equal((false, (long?)target, ChainFault.Changed), (result.IsIntact, result.FirstBroken, result.Findings[0].Fault));
        Assert.Empty((await plant.DoAsync(Role.Viewer, new FindCheckpoints())).Rows);
        Assert.True((await plant.DoAsync(Role.Viewer, new GetChainStatus())).IsBroken);
    }

    /// <summary>Members that a person may name as they like can spell the event's own: the same bytes and hash, read with the borders elsewhere, would say that
    /// somebody signed in with a passkey.</summary>
    [Fact]
    public async Task Moved_borders_between_columns_are_named_although_the_hash_is_the_same()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("named") with { CustomFields = new Dictionary<string, string> { ["a"] = "1", ["authentication"] = "passkey", ["before"] = "x" } };
        var code = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single().Code;
        await plant.SampleAsync();
        var honest = (await plant.EventsAsync()).Single(row => row.EntityCode == code);
        const string Border = ",\"authentication\":\"passkey\",\"before\":";
        var at = honest.After!.IndexOf(Border, StringComparison.Ordinal);
        Assert.True(at > 0, honest.After);

        await plant.ChangeAsync(honest.Sequence, "Before", $"{honest.After[(at + Border.Length)..]},\"authentication\":{CanonicalJson.ToText(honest.Authentication)},\"before\":null");
        await plant.ChangeAsync(honest.Sequence, "Authentication", "passkey");
        await plant.ChangeAsync(honest.Sequence, "After", honest.After[..at]);

        var altered = (await plant.EventsAsync()).Single(row => row.Sequence == honest.Sequence);
        Assert.Equal(honest.Hash, ChainHash.Compute(altered.ToChainEvent()));
        var result = await plant.VerifyAsync(Role.Owner);
        Assert.Equal((false, (long?)honest.Sequence, ChainFault.Changed), (result.IsIntact, result.FirstBroken, result.Findings[0].Fault));
    }

    [Fact]
    public async Task A_removed_event_and_a_cut_tail_are_named()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();

        await plant.RawAsync($"DELETE FROM \"AuditEvents\" WHERE \"OrganizationId\" = {plant.Id} AND \"Sequence\" = 3");
        var removed = await plant.VerifyAsync(Role.Owner);
        var last = (await plant.EventsAsync())[^1].Sequence;
        await plant.RawAsync($"DELETE FROM \"AuditEvents\" WHERE \"OrganizationId\" = {plant.Id} AND \"Sequence\" = {last}");
        var cut = (await plant.DoAsync(Role.Owner, new WalkChain())).Report;

        Assert.Contains(removed.Findings, finding => finding is { Fault: ChainFault.Missing, Sequence: 3 });
        Assert.Contains(cut.Findings, finding => finding.Fault == ChainFault.TruncatedTail && finding.Sequence == last);
    }

    [Fact]
    public async Task A_whole_rewritten_history_is_caught_by_the_checkpoint()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.VerifyAsync(Role.Owner);
        var events = await plant.EventsAsync();
        var previous = ChainHash.Genesis;
        var statements = new List<string>();
        foreach (var stored in events)
        {
            var forged = ChainHash.Seal(stored.ToChainEvent() with { PreviousHash = previous, Reason = stored.Sequence == 2 ? "forged" : stored.Reason });
            previous = forged.Hash;
            statements.Add($"UPDATE \"AuditEvents\" SET \"PreviousHash\" = '{forged.PreviousHash}', \"Hash\" = '{forged.Hash}'{(stored.Sequence == 2 ? ", \"Reason\" = 'forged'" : "")} WHERE \"OrganizationId\" = {plant.Id} AND \"Sequence\" = {stored.Sequence}");
        }

        await plant.RawAsync([.. statements, $"UPDATE \"OrganizationHeads\" SET \"Hash\" = '{previous}' WHERE \"OrganizationId\" = {plant.Id}"]);

        var result = await plant.VerifyAsync(Role.Owner);
        Assert.Contains(result.Findings, finding => finding.Fault == ChainFault.ChangedAfterCheckpoint);
    }

    [Fact]
    public async Task The_nightly_watch_raises_a_break_and_keeps_it_red()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await lab.OrganizationAsync("ferment");
        var work = lab.Services.GetRequiredService<InstallationWork>();
        var raised = new List<ChainBreak>();
        work.ChainBroken += raised.Add;
        Assert.Empty(await work.VerifyChainsAsync(default));
        await plant.ChangeAsync(2, "ActorName", "Nobody");

        var breaks = await work.VerifyChainsAsync(default);

        Assert.Equal(("plant", 2L), (Assert.Single(breaks).Organization, breaks[0].FirstBroken));
        Assert.Equal(breaks, raised);
        var status = await plant.DoAsync(Role.Viewer, new GetChainStatus());
        Assert.True(status.IsBroken);
        Assert.Equal(2, status.LastVerification!.FirstBroken);
    }

    [Fact]
    public async Task Checkpoints_are_signed_where_something_happened_and_published()
    {
        var published = Directory.CreateTempSubdirectory("flasktrack-published-");
        try
        {
            await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new CheckpointOptions(published.FullName)));
            var plant = await lab.OrganizationAsync();
            var work = lab.Services.GetRequiredService<InstallationWork>();

            Assert.Equal(1, await work.SignCheckpointsAsync(default));
            Assert.Equal(0, await work.SignCheckpointsAsync(default));
            await plant.SampleAsync();
            Assert.Equal(1, await work.SignCheckpointsAsync(default));

            Assert.Equal(2, published.GetFiles("plant-*.json").Length);
            Assert.Equal(2, (await plant.DoAsync(Role.Owner, new FindCheckpoints())).Rows.Count);
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }
}
