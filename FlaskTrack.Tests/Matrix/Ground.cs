using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.ListViews;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>An organization that gives every run of the matrix fresh records and people to act on, so that no run sees what another did.</summary>
internal sealed class Ground
{
    private readonly TestOrganization lab;
    private readonly long other;
    private int number;

    private Ground(TestOrganization lab, long other, long species)
    {
        this.lab = lab;
        this.other = other;
        Species = species;
    }

    public TestOrganization Lab => lab;

    public long Species { get; }

    /// <summary>Who acts; also the owner of own records.</summary>
    public Role Actor { get; set; } = Role.Owner;

    public Situation Situation { get; set; }

    public static async Task<Ground> PrepareAsync(TestOrganization lab)
    {
        var (_, other) = await lab.AnotherAsync(Role.Scientist, "Other scientist");
        return new Ground(lab, other, await lab.SpeciesAsync());
    }

    public int Next() => ++number;

    /// <summary>A site's short code nobody has yet: letters only.</summary>
    public string ShortCode()
    {
        var n = Next();
        return new string(['S', (char)('A' + (n / 676)), (char)('A' + (n / 26 % 26)), (char)('A' + (n % 26))]);
    }

    public SampleFields Fields(string name = "Leaf") => new() { Name = name, Domain = Core.Catalog.Domain.TissueCulture, SpeciesId = Species, Kind = SampleKind.Callus };

    public async Task<long> SampleAsync()
    {
        var made = await lab.DoAsync(Role.Scientist, new CreateSample(Fields()));
        return await PlaceAsync<Sample>(made.Samples[0].Id);
    }

    public async Task<string> SampleCodeAsync()
    {
        var id = await SampleAsync();
        return await lab.ReadAsync(context => Task.FromResult(context.Set<Sample>().Single(row => row.Id == id).Code));
    }

    public async Task<long> PacketAsync()
    {
        var sample = (await lab.DoAsync(Role.Scientist, new CreateSample(Fields()))).Samples[0];
        return await PlaceAsync<EvidencePacket>((await lab.RequestAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code))).Id);
    }

    /// <summary>A packet whose file is there.</summary>
    public async Task<long> FinishedPacketAsync()
    {
        var sample = (await lab.DoAsync(Role.Scientist, new CreateSample(Fields()))).Samples[0];
        return await PlaceAsync<EvidencePacket>((await lab.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code))).Id);
    }

    /// <summary>A review of somebody else's that waits for a second person.</summary>
    public async Task<long> ReviewAsync()
    {
        var review = new AuditReview { FirstSequence = 1, LastSequence = 2, SpanEnd = new string('0', 64), OwnCriticalEvents = 1, Comment = "Looked through", ReviewerId = other, ReviewerName = "Other", ReviewerRole = "admin", ReviewedAt = lab.Lab.Clock.GetUtcNow() };
        await lab.WriteAsync(context => context.Add(review));
        return review.Id;
    }

    /// <summary>A verification that waits.</summary>
    public async Task<long> VerificationAsync() => (await lab.DoAsync(Role.Owner, new VerifyChain())).Id;

    /// <summary>A logo, put in place past the runner where there is none.</summary>
    public async Task LogoAsync()
    {
        if (await lab.ReadAsync(context => Task.FromResult(context.Set<Core.Organizations.OrganizationLogo>().Any()))) return;
        await lab.DoAsync(Role.Owner, new Core.Organizations.SetLogo(Organizations.LogoTests.Png()));
    }

    /// <summary>A mail server of the organization's own, where there is none.</summary>
    public async Task MailServerAsync()
    {
        if (await lab.ReadAsync(context => Task.FromResult(context.Set<Core.Organizations.OrganizationMail>().Any()))) return;
        await lab.DoAsync(Role.Owner, new Core.Organizations.EditOrganizationMail(new("mail.plant.example", 587, Core.Mail.MailTls.StartTls, null, null, "lab@plant.example", null), null));
    }

    public async Task<long> MemberAsync() => (await lab.AnotherAsync(Role.Viewer, $"Member {Next()}")).MemberId;

    /// <summary>A member with one sign-in that is open.</summary>
    public async Task<long> SignedInAsync()
    {
        var member = await MemberAsync();
        await lab.SignedInAsync(member);
        return member;
    }

    /// <summary>A member whose second factor can be lost.</summary>
    public async Task<long> EnrolledAsync()
    {
        var (user, member) = await lab.AnotherAsync(Role.Viewer, $"Enrolled {Next()}");
        await lab.WriteAsync(context => context.Users.Single(row => row.Id == user).TwoFactorEnabled = true);
        return member;
    }

    public async Task<long> SuspendedAsync()
    {
        var member = await MemberAsync();
        await lab.DoAsync(Role.Owner, new SuspendMember(member));
        return member;
    }

    public async Task<long> SiteAsync(bool archived = false)
    {
        var site = await lab.DoAsync(Role.Owner, new CreateSite($"Site {Next()}", ShortCode()));
        if (archived) await lab.DoAsync(Role.Owner, new ArchiveSite(site.Id));
        return site.Id;
    }

    /// <summary>With its link, which is shown only where no letter goes out.</summary>
    public async Task<InvitedLine> InvitationAsync()
    {
        await lab.RunAsync(Role.Owner, new Core.Organizations.RemoveOrganizationMail());
        return (await lab.DoAsync(Role.Owner, new InviteMembers([$"guest{Next()}@lab.example"], Role.Viewer)))[0];
    }

    public async Task<long> ViewAsync(string list = "samples") => (await lab.DoAsync(Actor, new SaveListView(list, $"View {Next()}", "", ["name"]))).Id;

    public async Task<string> ImportAsync() => (await lab.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", Table(), new ImportPlan()))).Code!;

    /// <summary>A sheet of the actor's own; of the scientist's where the actor cannot import.</summary>
    public async Task<long> UploadAsync() => (await lab.DoAsync(Actor is Role.Owner or Role.Admin ? Actor : Role.Scientist, new KeepSampleUpload("leaves.csv", Table(), new ImportPlan()))).Id;

    public async Task<SampleImportRow> QueuedImportAsync() => await lab.DoAsync(Actor is Role.Owner or Role.Admin ? Actor : Role.Scientist, new RequestSampleImport(await UploadAsync(), new ImportPlan(), []));

    public static ImportTable Table() =>
        new(["Sample name", "Domain", "Organism", "Type"], [new ImportRow(2, ["Leaf", "Tissue culture", "Nicotiana tabacum", "Callus"])]);

    private async Task<long> PlaceAsync<T>(long id)
        where T : GovernedRecord
    {
        var owner = Situation is Situation.Own or Situation.OwnRestricted ? (await lab.MemberAsync(Actor)).Id : other;
        await lab.WriteAsync(context =>
        {
            var record = context.Find<T>(id)!;
            record.OwnerId = owner;
            record.Visibility = Situation is Situation.Restricted or Situation.OwnRestricted ? Visibility.Restricted : Visibility.Organization;
            if (Situation == Situation.Archived) record.Archive();
        });
        return id;
    }
}
