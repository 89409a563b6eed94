using System.Globalization;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>A thing of its own for every question, so that no answer depends on another; made a hundred at a time, past the runner.</summary>
internal sealed class HttpTargets(HttpLab lab)
{
    private static int number;

    /// <summary>Ids, in the order of the questions.</summary>
    public async Task<string[]> MakeAsync(Organization organization, IReadOnlyList<(Thing On, Standing Standing, long Asker)> wanted)
    {
        var rows = new object?[wanted.Count];
        await lab.InAsync(organization, async context =>
        {
            var species = await context.Set<Core.Catalog.Species>().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync();
            var member = await context.Set<Membership>().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync();
            for (var i = 0; i < wanted.Count; i++)
            {
                if (await MakeAsync(wanted[i].On, species, member) is not { } row) continue;
                if (row is GovernedRecord record) Place(record, wanted[i].Standing, wanted[i].Asker, organization == lab.Plant ? lab["Colleague"].MemberId : member);
                context.Add(rows[i] = row);
            }

            return await context.SaveChangesAsync();
        });
        return [.. wanted.Select((want, i) => want.Standing == Standing.Missing ? "987654" : rows[i] is TenantRow row ? row.Id.ToString(CultureInfo.InvariantCulture) : want.On == Thing.Event ? "1" : "")];
    }

    private async Task<object?> MakeAsync(Thing thing, long species, long member)
    {
        // Codes differ between organizations, so that none is found by chance.
        var n = Interlocked.Increment(ref number);
        switch (thing)
        {
            case Thing.Sample:
                var sample = new Sample { Code = $"SMP-9{n:D5}", SpeciesId = species, Domain = Core.Catalog.Domain.TissueCulture, Kind = SampleKind.Callus };
                sample.Rename($"Sentinel leaf {n}");
                sample.MoveTo(SampleStates.Of(sample.Domain).Start.Key, TimeProvider.System.GetUtcNow());
                sample.Describe();
                return sample;
            case Thing.Packet:
                return new EvidencePacket { Code = $"EVP-9{n:D5}", ScopeKind = PacketScope.Period, PacketState = PacketState.Ready, Purpose = $"Sentinel purpose {n}", FileKey = "gone" };
            case Thing.Site or Thing.ArchivedSite:
                return new Site { Name = $"Sentinel house {n}", ShortCode = $"Z{(char)('A' + (n / 676 % 26))}{(char)('A' + (n / 26 % 26))}{(char)('A' + (n % 26))}", Archived = thing == Thing.ArchivedSite };
            case Thing.Member or Thing.SuspendedMember:
                return new Membership { UserId = await lab.UserAsync($"Sentinel person {n}"), Role = Role.Viewer, DisplayName = $"Sentinel person {n}", JoinedAt = TimeProvider.System.GetUtcNow(), Status = thing == Thing.Member ? MembershipStatus.Active : MembershipStatus.Suspended };
            case Thing.Invitation:
                return new Invitation { Email = $"sentinel{n}@lab.example", Role = Role.Viewer, TokenHash = $"{n:D64}", CreatedAt = TimeProvider.System.GetUtcNow(), ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(3), InvitedById = member };
            default:
                return null;
        }
    }

    private void Place(GovernedRecord record, Standing standing, long asker, long other)
    {
        record.OwnerId = standing is Standing.Own or Standing.OwnRestricted ? asker : other;
        record.Visibility = standing is Standing.Restricted or Standing.OwnRestricted ? Visibility.Restricted : Visibility.Organization;
        record.Sensitive = standing == Standing.Sensitive;
        if (standing == Standing.OtherSite) record.SiteId = lab.Sites.B;
        if (standing == Standing.Archived) record.Archive();
        if (standing == Standing.Deleted) record.Delete();
    }
}
