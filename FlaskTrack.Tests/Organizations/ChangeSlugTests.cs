using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.AuditTrail;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Organizations;

/// <summary>A slug changes with a reason; the old one goes on for 90 days and belongs to nobody else meanwhile.</summary>
public sealed class ChangeSlugTests
{
    private const string Why = "The lab has a new name";

    [Fact]
    public async Task The_old_slug_names_the_organization_for_ninety_days()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");

        var view = await plant.DoAsync(Role.Admin, new ChangeSlug("orchard", Why));

        Assert.Equal("orchard", view.Slug);
        Assert.Equal(("plant", lab.Clock.GetUtcNow().AddDays(90)), (Assert.Single(view.FormerSlugs).Slug, view.FormerSlugs[0].Until));
        Assert.Equal("orchard", (await SeenAsync(lab, plant, "plant")).Value.Slug);
        lab.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal("orchard", (await SeenAsync(lab, plant, "plant")).Value.Slug);
        Assert.Equal(["plant"], (await lab.RunAsync(Caller.Demo(plant.UserOf(Role.Owner), null), new FindMyOrganizations())).Value.Single().FormerSlugs);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        (await SeenAsync(lab, plant, "plant")).ShouldBeNotFound();
        var after = (await SeenAsync(lab, plant, "orchard")).Value;
        Assert.Equal(("orchard", 0), (after.Slug, after.FormerSlugs.Count));
    }

    [Fact]
    public async Task Nobody_else_takes_a_slug_that_is_or_still_counts()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var other = await lab.OrganizationAsync("ferment");
        await plant.DoAsync(Role.Owner, new ChangeSlug("orchard", Why));

        foreach (var taken in new[] { "plant", "orchard" })
        {
            Assert.Contains("taken", (await other.RunAsync(Role.Owner, new ChangeSlug(taken, Why))).ShouldBeWrongAt("slug"), StringComparison.Ordinal);
            Assert.Contains("taken", (await lab.RunAsync(other.As(Role.Owner), new CreateOrganization("Third", taken))).ShouldBeWrongAt("slug"), StringComparison.Ordinal);
        }

        lab.Clock.Advance(TimeSpan.FromDays(90));
        await other.DoAsync(Role.Owner, new ChangeSlug("plant", Why));
        Assert.Equal(other.Id, (await SeenAsync(lab, other, "plant")).Value.Id);
        (await SeenAsync(lab, plant, "plant")).ShouldBeNotFound();
        Assert.Equal(plant.Id, (await SeenAsync(lab, plant, "orchard")).Value.Id);
    }

    [Fact]
    public async Task It_can_have_its_old_slug_back()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        await plant.DoAsync(Role.Owner, new ChangeSlug("orchard", Why));

        var back = await plant.DoAsync(Role.Owner, new ChangeSlug("plant", "A mistake"));

        Assert.Equal(["orchard"], back.FormerSlugs.Select(former => former.Slug));
        lab.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal("plant", (await SeenAsync(lab, plant, "plant")).Value.Slug);
        Assert.True((await plant.VerifyAsync(Role.Auditor)).IsIntact);
    }

    [Fact]
    public async Task A_wrong_slug_or_no_reason_is_named_at_its_field_and_changes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");

        foreach (var wrong in new[] { null, "", "P", "-plant", "plant lab", new string('a', 41) }) Assert.Contains("2 to 40", (await plant.RunAsync(Role.Owner, new ChangeSlug(wrong, Why))).ShouldBeWrongAt("slug"), StringComparison.Ordinal);
        Assert.Contains("already", (await plant.RunAsync(Role.Owner, new ChangeSlug("plant", Why))).ShouldBeWrongAt("slug"), StringComparison.Ordinal);
        Assert.Contains("reason is needed", (await plant.RunAsync(Role.Owner, new ChangeSlug("orchard", " "))).ShouldBeWrongAt("reason"), StringComparison.Ordinal);
        (await plant.RunAsync(Role.Owner, new ChangeSlug("orchard", Why, Version: 99))).ShouldBeStale();
        foreach (var role in new[] { Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor }) Assert.Equal("organization.settings", (await plant.RunAsync(role, new ChangeSlug("orchard", Why))).ShouldBeRefused().RequiredCapability);
        Assert.Equal("plant", (await plant.DoAsync(Role.Viewer, new GetOrganization())).Slug);
    }

    /// <summary>What was written under the old slug keeps it, as it was hashed so; every verification knows the slugs of the organization's past.</summary>
    [Fact]
    [Trait("assurance", "P11-10a-2")]
    public async Task A_chain_from_before_the_change_verifies_afterwards_by_every_way()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var sample = await plant.SampleAsync();
        var tools = lab.Services.GetRequiredService<InstallationTools>();
        await lab.Services.GetRequiredService<InstallationWork>().SignCheckpointsAsync(default);

        await plant.DoAsync(Role.Owner, new ChangeSlug("orchard", Why));
        await plant.SampleAsync(name: "after");

        var events = await plant.EventsAsync();
        var renamed = events.Single(e => e.EntityType == "organization" && e.Before is not null);
        Assert.Equal(("organization.settings", Why, "{\"slug\":\"plant\"}", "{\"slug\":\"orchard\"}"), (renamed.Action, renamed.Reason, renamed.Before, renamed.After));
        Assert.Equal(["plant", "orchard"], events.Select(e => e.Organization).Distinct());
        var found = await plant.VerifyAsync(Role.Auditor);
        Assert.True(found.IsIntact, string.Join(" ", found.Findings.Select(finding => finding.Detail)));
        Assert.True((await tools.VerifyOrganizationAsync("orchard"))!.Ok);
        Assert.True((await tools.VerifyOrganizationAsync("plant"))!.Ok);
        Assert.Equal("orchard", (await plant.EventsAsync())[^1].Organization);

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));
        var bytes = await plant.DownloadAsync(Role.Scientist, packet);
        var report = PacketVerifier.Verify(new MemoryStream(bytes));
        Assert.True(report.Ok, report.Checks.FirstOrDefault(check => !check.Ok)?.Reason);
        Assert.Contains("\"organization\":{\"name\":\"Lab plant\",\"slug\":\"orchard\"}", System.Text.Encoding.UTF8.GetString(bytes.File("manifest.json")), StringComparison.Ordinal);
        Assert.Contains("\"organization\":\"plant\"", System.Text.Encoding.UTF8.GetString(bytes.File("audit.jsonl")), StringComparison.Ordinal);
        var file = Path.Combine(lab.Folder, "packet.zip");
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains("is whole", PdfTools.Read("python3", Path.Combine(Repository.Root, "tools", "verify-packet", "verify_packet.py"), file), StringComparison.Ordinal);
    }

    /// <summary>An event of an organization that never had the slug is still one too many.</summary>
    [Fact]
    public async Task An_event_under_a_slug_it_never_had_is_found()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var strange = ChainHash.Seal((await plant.EventsAsync())[0].ToChainEvent() with { Organization = "ferment" });

        var verifier = new ChainVerifier("orchard", null, [], _ => true, ["plant"]);
        verifier.Add(strange);

        Assert.Equal(ChainFault.Inserted, Assert.Single(verifier.Finish().Findings).Fault);
    }

    [Fact]
    public async Task The_operators_commands_take_both_slugs()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Owner, new ChangeSlug("orchard", Why));
        var owner = plant.UserOf(Role.Owner);
        var email = (await plant.ReadAsync(context => context.Set<User>().SingleAsync(row => row.Id == owner))).Email!;

        var built = await lab.Services.GetRequiredService<InstallationTools>().BuildPacketAsync("plant", sample.Code, email, Path.Combine(lab.Folder, "out.zip"));
        Assert.True(built.IsOk, built.Problem?.Sentence);
        await plant.DoAsync(Role.Owner, new CloseOrganization("orchard", "Moved"));
        Assert.Equal(ReopenOutcome.Reopened, await lab.Services.GetRequiredService<OrganizationKeeping>().ReopenAsync("plant", "A mistake"));

        var reopened = (await plant.EventsAsync()).Last(e => e.Action == "organization.reopen");
        Assert.Equal("orchard", reopened.Organization);
    }

    private static Task<Result<OrganizationView>> SeenAsync(TestLab lab, TestOrganization organization, string slug) => lab.RunAsync(Caller.Demo(organization.UserOf(Role.Owner), slug), new GetOrganization());
}
