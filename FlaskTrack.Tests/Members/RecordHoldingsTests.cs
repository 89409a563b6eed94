using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

/// <summary>What happens to records when people go and sites close. Evidence packets stand for every governed type.</summary>
public sealed class RecordHoldingsTests
{
    [Fact]
    public async Task Records_of_a_removed_member_go_to_the_chosen_owner_and_each_is_audited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (scientist, viewer) = (await plant.IdAsync(Role.Scientist), await plant.IdAsync(Role.Viewer));
        await AddAsync(plant, "EVP-000001", scientist);
        await AddAsync(plant, "EVP-000002", scientist, RecordStatus.Archived);
        await AddAsync(plant, "EVP-000003", scientist, RecordStatus.Deleted);
        await AddAsync(plant, "EVP-000004", viewer);
        Assert.Equal(2, (await plant.DoAsync(Role.Admin, new GetMember(scientist))).OwnedRecords);

        var removed = await plant.DoAsync(Role.Admin, new RemoveMember(scientist, viewer));

        Assert.Equal((2, "Viewer of plant"), (removed.RecordsHandedOver, removed.NewOwner.DisplayName));
        var owners = await plant.ReadAsync(context => context.Set<EvidencePacket>().IgnoreQueryFilters(["Living"]).OrderBy(row => row.Code).Select(row => row.OwnerId).ToListAsync());
        Assert.Equal([viewer, viewer, scientist, viewer], owners);
        var moved = (await plant.EventsAsync()).Where(e => e.Action == "members.manage" && e.EntityType == "evidence_packet").ToList();
        Assert.Equal(["EVP-000001", "EVP-000002"], moved.Select(e => e.EntityCode!).Order());
        Assert.All(moved, e => Assert.Equal(($$"""{"owner_id":{{scientist}}}""", $$"""{"owner_id":{{viewer}}}"""), (e.Before, e.After)));
    }

    [Fact]
    public async Task Records_go_to_the_remover_where_nobody_is_chosen_and_other_organizations_keep_theirs()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var scientist = await plant.IdAsync(Role.Scientist);
        await AddAsync(plant, "EVP-000001", scientist);
        await AddAsync(ferment, "EVP-000001", await ferment.IdAsync(Role.Scientist));

        await plant.DoAsync(Role.Admin, new RemoveMember(scientist));

        Assert.Equal(await plant.IdAsync(Role.Admin), await plant.ReadAsync(context => context.Set<EvidencePacket>().Select(row => row.OwnerId).SingleAsync()));
        Assert.Equal(await ferment.IdAsync(Role.Scientist), await ferment.ReadAsync(context => context.Set<EvidencePacket>().Select(row => row.OwnerId).SingleAsync()));
    }

    [Fact]
    public async Task The_count_of_owned_records_says_no_more_than_a_list_would()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var scientist = await plant.IdAsync(Role.Scientist);
        await AddAsync(plant, "EVP-000001", scientist);
        await AddAsync(plant, "EVP-000002", scientist, visibility: Visibility.Restricted);

        Assert.Equal(1, (await plant.DoAsync(Role.Viewer, new GetMember(scientist))).OwnedRecords);
        Assert.Equal(2, (await plant.DoAsync(Role.Scientist, new GetMember(scientist))).OwnedRecords);
        Assert.Equal(2, (await plant.DoAsync(Role.Admin, new GetMember(scientist))).OwnedRecords);
    }

    [Fact]
    public async Task A_site_with_active_records_is_not_archived()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var site = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        await AddAsync(plant, "EVP-000001", await plant.IdAsync(Role.Scientist), site: site.Id, visibility: Visibility.Restricted);
        await AddAsync(plant, "EVP-000002", await plant.IdAsync(Role.Scientist), RecordStatus.Archived, site.Id);

        Assert.Equal("1 active record is at North. Move or archive it first.", (await plant.RunAsync(Role.Admin, new ArchiveSite(site.Id))).ShouldBeNotAllowed());
        await plant.WriteAsync(context => context.Set<EvidencePacket>().Single(row => row.Code == "EVP-000001").SiteId = null);
        Assert.True((await plant.DoAsync(Role.Admin, new ArchiveSite(site.Id))).Archived);
    }

    /// <summary>SIT-1.</summary>
    [Fact]
    public async Task A_member_limited_to_one_site_is_refused_a_record_of_another_and_lists_omit_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var north = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        var south = await plant.DoAsync(Role.Admin, new CreateSite("South", "SOUTH"));
        await AddAsync(plant, "EVP-000001", await plant.IdAsync(Role.Scientist), site: north.Id);
        await AddAsync(plant, "EVP-000002", await plant.IdAsync(Role.Scientist), site: south.Id);
        await AddAsync(plant, "EVP-000003", await plant.IdAsync(Role.Scientist));

        await plant.RestrictToSiteAsync(await plant.IdAsync(Role.Auditor), north.Id);

        Assert.Equal("site", (await plant.RunAsync(Role.Auditor, new GetEvidence("EVP-000002"))).ShouldBeRefused().Restriction);
        Assert.True((await plant.RunAsync(Role.Auditor, new GetEvidence("EVP-000001"))).IsOk);
        Assert.Equal(["EVP-000001", "EVP-000003"], (await plant.DoAsync(Role.Auditor, new FindEvidence())).Rows.Select(row => row.Code).Order());
        Assert.Equal(2, (await plant.DoAsync(Role.Auditor, new GetMember(await plant.IdAsync(Role.Scientist)))).OwnedRecords);
    }

    private static Task AddAsync(TestOrganization organization, string code, long owner, RecordStatus status = RecordStatus.Active, long? site = null, Visibility visibility = Visibility.Organization) =>
        organization.WriteAsync(owner, context => context.Add(new EvidencePacket { Code = code, OwnerId = owner, Status = status, SiteId = site, Visibility = visibility }));
}
