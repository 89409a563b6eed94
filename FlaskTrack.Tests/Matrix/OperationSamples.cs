using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.ListViews;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Organizations;

namespace FlaskTrack.Tests.Matrix;

/// <summary>A sensible input for every operation of the product. An operation without one fails the matrix by name.</summary>
internal static class OperationSamples
{
    private const string Why = "Asked for in the matrix";
    private static readonly Dictionary<Type, Func<Ground, Task<object>>> All = [];

    static OperationSamples()
    {
        Organizations();
        Members();
        Samples();
        Lists();
        Imports();
        AuditTrail();
        Evidence();
        Drafts();
    }

    /// <summary>Operations named by what they cannot find in another organization: ids and codes of rows that are no governed records.</summary>
    public static IReadOnlySet<Type> OnRows { get; } = new HashSet<Type>
    {
        typeof(EditSite), typeof(ArchiveSite), typeof(RestoreSite), typeof(GetMember), typeof(PreviewRoleChange), typeof(AssignRole), typeof(AssignOwner), typeof(EditMember), typeof(SuspendMember),
        typeof(ReactivateMember), typeof(RemoveMember), typeof(ResendInvitation), typeof(RevokeInvitation), typeof(DeleteListView), typeof(FindMemberSessions), typeof(EndMemberSessions), typeof(ResetSecondFactor), typeof(GetMemberHistory), typeof(UndoSampleImport), typeof(GetSampleImport), typeof(RequestSampleImport), typeof(StopSampleImport), typeof(WriteSampleImport), typeof(GetSampleUpload), typeof(ExportImportErrors), typeof(SaveSampleUpload), typeof(DeleteSampleUpload), typeof(GetRecordHistory), typeof(RequestEvidence),
        typeof(ConfirmAuditReview),
    };

    public static bool Has(Type operation) => All.ContainsKey(operation);

    public static Task<object> MakeAsync(Type operation, Ground ground) =>
        All.TryGetValue(operation, out var make) ? make(ground) : throw new InvalidOperationException($"{operation.Name} has no sample input; add one to {nameof(OperationSamples)}.");

    private static void Organizations()
    {
        Add(_ => new GetOrganization());
        Add(_ => new FindMyOrganizations());
        Add(_ => new FindMyRights());
        Add(ground => new CreateOrganization("New lab", $"new-{ground.Next()}-{Guid.NewGuid():n}"[..24]));
        Add(_ => new EditOrganization("Plant", OrganizationKind.Company, "Europe/Oslo", "nb-NO", null, null, null));
        Add(_ => new EditOrganizationSecurity(TwoFactorPolicy.Optional, 20, 8, Visibility.Organization, false, null));
        Add(ground => new ChangeSlug(ground.Lab.Slug, Why));
        Add(_ => new SetLogo(LogoTests.Png()));
        AddAsync(async ground =>
        {
            await ground.LogoAsync();
            return new GetLogo();
        });
        AddAsync(async ground =>
        {
            await ground.LogoAsync();
            return new RemoveLogo();
        });
        Add(_ => new FindSettingChanges());
        Add(_ => new FindFirstSteps());
        Add(_ => new CloseOrganization("not the slug", Why));
        Add(_ => new FindSites());
        Add(ground => new CreateSite($"South {ground.Next()}", ground.ShortCode()));
        AddAsync(async ground => new EditSite(await ground.SiteAsync(), "Norden", ground.ShortCode(), null, ContainmentLevel.Bsl1, null));
        AddAsync(async ground => new ArchiveSite(await ground.SiteAsync()));
        AddAsync(async ground => new RestoreSite(await ground.SiteAsync(archived: true)));
        Add(_ => new FindSpecies());
    }

    private static void Members()
    {
        Add(_ => new GetMyAccess());
        Add(_ => new FindMembers());
        Add(_ => new GetRoleMatrix());
        Add(_ => new FindMembersWithoutSecondFactor(TwoFactorPolicy.Required));
        Add(_ => new FindInvitations());
        AddAsync(async ground => new GetMember(await ground.MemberAsync()));
        AddAsync(async ground => new PreviewRoleChange(await ground.MemberAsync(), Role.Technician));
        AddAsync(async ground => new AssignRole(await ground.MemberAsync(), Role.Technician));
        AddAsync(async ground => new AssignOwner(await ground.MemberAsync(), Role.Owner, Why));
        AddAsync(async ground => new EditMember(await ground.MemberAsync(), "Renamed", "Bench lead", [], false, null, null, null));
        Add(_ => new ExportMembers(new FindMembers()));
        AddAsync(async ground => new FindMemberSessions(await ground.MemberAsync()));
        AddAsync(async ground => new EndMemberSessions(await ground.SignedInAsync()));
        AddAsync(async ground => new ResetSecondFactor(await ground.EnrolledAsync(), Why));
        AddAsync(async ground => new SuspendMember(await ground.MemberAsync()));
        AddAsync(async ground => new ReactivateMember(await ground.SuspendedAsync()));
        AddAsync(async ground => new RemoveMember(await ground.MemberAsync()));
        Add(ground => new InviteMembers([$"mina{ground.Next()}@lab.example"], Role.Viewer));
        AddAsync(async ground => new ResendInvitation((await ground.InvitationAsync()).InvitationId!.Value));
        AddAsync(async ground => new RevokeInvitation((await ground.InvitationAsync()).InvitationId!.Value));
        AddAsync(async ground => new GetInvitation(InvitationTests.Token(await ground.InvitationAsync())));
        AddAsync(async ground => new AcceptInvitation(InvitationTests.Token(await ground.InvitationAsync())));
        AddAsync(async ground => new DeclineInvitation(InvitationTests.Token(await ground.InvitationAsync())));
    }

    private static void Samples()
    {
        AddAsync(async ground => new CreateSample(ground.Fields() with { Derivation = Derivation.Subculture }) { Parents = [await ground.SampleAsync()] });
        AddAsync(async ground => new GetSample(await ground.SampleAsync()));
        AddAsync(async ground => new GetSampleToEdit(await ground.SampleAsync()));
        AddAsync(async ground => new GetSampleLineage(await ground.SampleAsync()));
        AddAsync(async ground => new GetSampleTimeline(await ground.SampleAsync()));
        AddAsync(async ground => new GetSampleAccess(await ground.SampleAsync()));
        AddAsync(async ground => new ExplainSampleAccess(await ground.SampleAsync(), Permissions.Samples.Edit.Name));
        AddAsync(async ground => new EditSample(await ground.SampleAsync(), ground.Fields("Renamed"), null));
        AddAsync(async ground => new ChangeSampleState(await ground.SampleAsync(), "sterilized"));
        AddAsync(async ground => new ChangeSampleStates([await ground.SampleAsync()], "sterilized"));
        AddAsync(async ground => new CorrectSampleState(await ground.SampleAsync(), "rooting", Why));
        AddAsync(async ground => new SetSampleAccess(await ground.SampleAsync(), Visibility.Restricted));
        AddAsync(async ground => new SetSamplesAccess([await ground.SampleAsync()], Visibility.Restricted));
        AddAsync(async ground => new TransferSample(await ground.SampleAsync(), await ground.MemberAsync(), Why));
        AddAsync(async ground => new TransferSamples([await ground.SampleAsync()], await ground.MemberAsync(), Why));
        AddAsync(async ground => new SetSamplesSite([await ground.SampleAsync()], null));
        Add(_ => new CheckSamples(new SampleFilter(), SampleAct.Archive));
        AddAsync(async ground => new ArchiveSample(await ground.SampleAsync()));
        AddAsync(async ground => new ArchiveSamples([await ground.SampleAsync()]));
        AddAsync(async ground => new RestoreSample(await ground.SampleAsync(), Why));
        AddAsync(async ground => new RestoreSamples([await ground.SampleAsync()], Why));
        AddAsync(async ground => new DeleteSample(await ground.SampleAsync(), Why));
        AddAsync(async ground => new DeleteSamples([await ground.SampleAsync()], Why));
    }

    private static void Lists()
    {
        Add(_ => new FindSamples());
        Add(_ => new FindSampleBoard(new SampleFilter()));
        Add(_ => new FindSampleChoices());
        Add(_ => new CountSamples(new SampleFilter()));
        Add(_ => new CountSamplesByState());
        Add(_ => new CountSampleWeeks());
        Add(_ => new ExportSamples());
        Add(_ => new FindListViews("members"));
        Add(ground => new SaveListView("members", $"Auditors {ground.Next()}", "role=Auditor", ["role"]));
        AddAsync(async ground => new DeleteListView(await ground.ViewAsync()));
    }

    private static void Imports()
    {
        Add(_ => new FindImportMappings());
        Add(_ => new FindSampleImports());
        Add(ground => new SaveImportMapping($"Sheet {ground.Next()}", new Dictionary<string, string> { ["Sample name"] = "name" }));
        Add(_ => new PreviewSampleImport(Ground.Table(), new ImportPlan()));
        Add(_ => new ImportSamples("leaves.csv", Ground.Table(), new ImportPlan()));
        AddAsync(async ground => new GetSampleImport(await ground.ImportAsync()));
        Add(_ => new KeepSampleUpload("leaves.csv", Ground.Table(), new ImportPlan()));
        Add(_ => new FindSampleUploads());
        Add(_ => new GetImportTemplate());
        AddAsync(async ground => new ExportImportErrors(await ground.UploadAsync()));
        AddAsync(async ground => new GetSampleUpload(await ground.UploadAsync()));
        AddAsync(async ground => new SaveSampleUpload(await ground.UploadAsync(), new ImportPlan(), []));
        AddAsync(async ground => new DeleteSampleUpload(await ground.UploadAsync()));
        AddAsync(async ground => new UndoSampleImport(await ground.ImportAsync(), Why));
        AddAsync(async ground => new RequestSampleImport(await ground.UploadAsync(), new ImportPlan(), []));
        AddAsync(async ground => new StopSampleImport((await ground.QueuedImportAsync()).Code));
        AddAsync(async ground => new WriteSampleImport((await ground.QueuedImportAsync()).Id));
    }

    private static void AuditTrail()
    {
        Add(_ => new FindAuditEvents(AuditFilter.None));
        Add(_ => new GetAuditEvent(1));
        Add(_ => new GetChainStatus());
        Add(_ => new FindCheckpoints());
        Add(_ => new VerifyChain());
        Add(_ => new GetEventProof(1));
        Add(_ => new GetAuditorSheet());
        Add(_ => new FindAuditReviews());
        Add(_ => new RecordAuditReview(1, 2, Why));
        AddAsync(async ground => new ConfirmAuditReview(await ground.ReviewAsync(), Why));
        Add(_ => new GetSystemReport());
        Add(_ => new GetMyRights());
        Add(_ => new FindNotifications());
        Add(_ => new MarkNotificationsRead());
        Add(_ => new GetNotificationSettings());
        Add(_ => new EditNotificationSettings([], 8));
        Add(ground => new SendDigest(ground.Lab.Lab.Clock.GetUtcNow(), WithWeekly: true));
        Add(_ => new ExportAuditEvents(AuditFilter.None, AuditExportFormat.Csv, new MemoryStream()));
        AddAsync(async ground => new GetMemberHistory(await ground.MemberAsync()));
        AddAsync(async ground => new GetRecordHistory("sample", await ground.SampleCodeAsync()));
    }

    private static void Evidence()
    {
        Add(_ => new FindEvidence());
        AddAsync(async ground => new PreviewEvidence(EvidenceGiven.Samples(await ground.SampleCodeAsync())));
        AddAsync(async ground => new RequestEvidence(EvidenceGiven.Samples(await ground.SampleCodeAsync())));
        AddAsync(async ground => new GetEvidence(await ground.PacketAsync()));
        AddAsync(async ground => new CollectEvidence(await ground.PacketAsync()));
        AddAsync(async ground => new GetEvidenceFiles(await ground.FinishedPacketAsync()));
        AddAsync(async ground => new VerifyEvidence(await ground.FinishedPacketAsync()));
        AddAsync(async ground => new DownloadEvidence(await ground.FinishedPacketAsync()));
        AddAsync(async ground => new CancelEvidence(await ground.PacketAsync()));
        AddAsync(async ground => new DeleteEvidence(await ground.PacketAsync(), Why));
    }

    private static void Drafts()
    {
        Add(_ => new KeepDraft("sample", null, new DraftValues(new Dictionary<string, string?> { ["name"] = "Half a na" }, new Dictionary<string, string?> { ["name"] = null })));
        Add(_ => new FindDraft("sample"));
        Add(_ => new DropDraft("sample"));
    }

    private static void Add<T>(Func<Ground, T> make)
        where T : IRequires => All[typeof(T)] = ground => Task.FromResult<object>(make(ground));

    private static void AddAsync<T>(Func<Ground, Task<T>> make)
        where T : IRequires => All[typeof(T)] = async ground => (await make(ground))!;
}
