using System.Globalization;
using System.Reflection;

using AngleSharp.Dom;

using Bunit;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Components.Forms;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>A page shows an action exactly where the server does it: each role opens each page, what it is offered is compared with what the runner answers
/// to the same operation on a record in the same situation (ASVS 8.3.1; 21 CFR 11.10(g)).</summary>
public sealed class UiMatrixTests
{
    private static readonly MethodInfo Typed = typeof(UiMatrixTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    [Trait("assurance", "P11-10g")]
    public async Task A_page_offers_exactly_what_the_server_does(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        ground.Actor = role;
        var wrong = new List<string>();
        var places = new HashSet<Type>();
        await using var mine = new UiLab(lab, ground.Lab.As(role));
        await using var owners = new UiLab(lab, ground.Lab.As(Role.Owner));

        foreach (var page in UiPages.All)
        {
            foreach (var situation in page.Situations)
            {
                ground.Situation = situation;
                var address = await page.Address(ground);
                var (_, there) = (await page.ShowAsync(owners, () => new UiLab(lab, ground.Lab.As(Role.Owner)), address))!.Value;
                places.UnionWith(there);

                // Which pages are closed to whom is the table of routes; a closed one offers nothing.
                if (await page.ShowAsync(mine, () => new UiLab(lab, ground.Lab.As(role)), address) is not var (shown, _)) continue;
                foreach (var type in there.Union(shown.Keys))
                {
                    var said = await page.AnswerAsync(type, ground, RunAsync);
                    // An act that only the record's state forbids may be left out as well as shown disabled.
                    if (said == Offer.Blocked && !shown.ContainsKey(type)) continue;
                    if (said != (shown.TryGetValue(type, out var offer) ? offer : null)) wrong.Add($"{page.Name} on {situation}: {type.Name} is {(shown.ContainsKey(type) ? offer.ToString() : "not shown")}, the server says {said?.ToString() ?? "no"}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{role}:\n{string.Join('\n', wrong.Distinct())}");
        if (role == Role.Owner) Assert.Empty(Offers.All.Except(places).Select(type => $"No page of the matrix has a place for {type.Name}; add one to {nameof(UiPages)}."));
    }

    private static Task<Problem?> RunAsync(Ground ground, object input)
    {
        var info = OperationCatalogue.All[input.GetType()];
        return (Task<Problem?>)Typed.MakeGenericMethod(info.Type, info.ResultType).Invoke(null, [ground, input])!;
    }

    private static async Task<Problem?> RunTypedAsync<TSelf, TResult>(Ground ground, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await ground.Lab.RunAsync(ground.Actor, operation)).Problem;
}

/// <summary>One page of the matrix.</summary>
/// <param name="Address">Arranges what the page is about and says where it is.</param>
internal sealed record UiPage(string Name, Func<Ground, Task<string>> Address)
{
    public IReadOnlyList<Situation> Situations { get; init; } = [Situation.Shared];

    /// <summary>Presses what brings up the actions, where they are not there at once.</summary>
    public Action<UiLab>? Step { get; init; }

    /// <summary>Opens in a tab of its own.</summary>
    public bool Own { get; init; }

    /// <summary>An input that differs from the usual one, such as one about another kind of member.</summary>
    public Func<Type, Ground, Task<object?>>? Twin { get; init; }

    /// <summary>What is offered in the tab, or null where the page is closed to its person; a page that keeps what was put into it gets a tab of its own.</summary>
    public async Task<(Dictionary<Type, Offer> Shown, HashSet<Type> Placed)?> ShowAsync(UiLab tab, Func<UiLab> open, string address)
    {
        if (!Own) return Show(tab, address);
        await using var own = open();
        return Show(own, address);
    }

    private (Dictionary<Type, Offer> Shown, HashSet<Type> Placed)? Show(UiLab tab, string address)
    {
        var routes = tab.Open(address);
        if (!tab.Markup.Contains("This page is not open to you", StringComparison.Ordinal))
        {
            Step?.Invoke(tab);
            return Offers.On(routes);
        }

        Assert.Empty(Offers.On(routes).Shown);
        return null;
    }

    /// <summary>What the server says to the operation on a twin of what the page shows; an act whose rule of work stands in the way passes the gate.</summary>
    public async Task<Offer?> AnswerAsync(Type type, Ground ground, Func<Ground, object, Task<Problem?>> run)
    {
        if (!OperationCatalogue.All.ContainsKey(type))
        {
            var requires = (Permission)type.GetProperty("Requires")!.GetValue(null)!;
            return AccessTable.Holds(requires.Name, ground.Actor) ? Offer.Open : null;
        }

        var twin = (Twin is null ? null : await Twin(type, ground)) ?? await OperationSamples.MakeAsync(type, ground);
        return await run(ground, twin) switch
        {
            null or Problem.Invalid => Offer.Open, // what was typed is at fault, not the right to it
            Problem.Refused { Denial.Code: DenialCode.RecordLocked } => Offer.Blocked,
            _ => null,
        };
    }
}

/// <summary>Every page with actions, and what has to be pressed to see them.</summary>
internal static class UiPages
{
    private const string Why = "Asked for in the matrix";

    public static IReadOnlyList<UiPage> All { get; } =
    [
        new("home", _ => At("/")),
        new("samples", _ => At("/samples?view=all")),
        new("board of samples", async ground => $"/samples?show=board&status=all&domain=tissue_culture&q={await ground.SampleCodeAsync()}") { Situations = Enum.GetValues<Situation>(), Twin = AloneAsync },
        new("selected samples", async ground => $"/samples?view=all&status=all&q={await ground.SampleCodeAsync()}") { Situations = [Situation.Own, Situation.OwnRestricted], Step = SelectAll, Twin = ChosenAsync },
        new("saved view", async ground => $"/samples?view={await ground.ViewAsync()}"),
        new("sample", async ground => $"/samples/{await ground.SampleCodeAsync()}") { Situations = Enum.GetValues<Situation>() },
        new("sample of an import", async ground => $"/samples/{await ImportedAsync(ground)}"),
        new("sample at an end", async ground => $"/samples/{await EndedAsync(ground)}") { Situations = [Situation.Shared, Situation.Restricted, Situation.Own], Twin = AtItsEndAsync },
        new("edit a sample", async ground => $"/samples/{await ground.SampleCodeAsync()}/edit") { Situations = Enum.GetValues<Situation>() },
        new("new sample", _ => At("/samples/new")),
        new("import", async ground => $"/import/samples?{await ground.ImportAsync()}{await ground.UploadAsync()}"),
        new("an import", async ground => $"/imports/{await ground.ImportAsync()}"),
        new("an import that waits", async ground => $"/imports/{(await ground.QueuedImportAsync()).Code}"),
        new("import, columns", _ => At("/import/samples?columns")) { Step = Upload, Own = true },
        new("import, preview", _ => At("/import/samples?preview")) { Step = Preview, Own = true },
        new("import, preview of a large sheet", _ => At("/import/samples?large")) { Step = PreviewLarge, Own = true },
        new("packets", _ => At("/evidence")),
        new("new packet", _ => At("/evidence/new")),
        new("contents of a packet", async ground => $"/evidence/new?step=2&about=sample&sample={await ground.SampleCodeAsync()}"),
        new("packet being built", async ground => $"/evidence/{await ground.PacketAsync()}") { Situations = [Situation.Shared, Situation.Restricted, Situation.Own] },
        new("finished packet", async ground => $"/evidence/{await ground.FinishedPacketAsync()}") { Situations = [Situation.Shared, Situation.Restricted, Situation.Own] },
        new("audit log", _ => At("/audit")),
        new("event", _ => At("/audit?event=1")),
        new("reviews", async ground => $"/audit/reviews?of={await ground.ReviewAsync()}"),
        new("verification", _ => At("/audit/verify")),
        new("members", _ => At("/members?q=nobody-of-this-name")),
        new("member", async ground => $"/members/{await ground.MemberAsync()}") { Twin = OnMember(Role.Viewer) },
        new("member with a factor", async ground => $"/members/{await ground.EnrolledAsync()}") { Twin = OnMember(Role.Viewer) },
        new("saved view of members", async ground => $"/members?view={await ground.ViewAsync("members")}"),
        new("selected members", LoneAsync) { Step = SelectAll, Twin = AmongChosenAsync },
        new("member in the list", LoneAsync) { Twin = OnMember(Role.Scientist) },
        new("admin", async ground => $"/members/{(await ground.Lab.AnotherAsync(Role.Admin, "Second admin")).MemberId}") { Twin = OnMember(Role.Admin) },
        new("owner", async ground => $"/members/{(await ground.Lab.AnotherAsync(Role.Owner, "Second owner")).MemberId}") { Twin = OnMember(Role.Owner) },
        new("rights of a member", async ground => $"/members/{await ground.MemberAsync()}?tab=permissions") { Twin = OnMember(Role.Viewer) },
        new("rights of an owner", async ground => $"/members/{(await ground.Lab.AnotherAsync(Role.Owner, "Third owner")).MemberId}?tab=permissions") { Twin = OnMember(Role.Owner) },
        new("sessions of a member", async ground => $"/members/{await ground.SignedInAsync()}?tab=sessions"),
        new("suspended member", async ground => $"/members/{await ground.SuspendedAsync()}"),
        new("invitations", async ground => $"/members/invitations?of={(await ground.InvitationAsync()).InvitationId}"),
        new("roles", _ => At("/roles")),
        new("organization", _ => At("/organization")),
        new("new organization", _ => At("/organization/new")),
        new("general settings", _ => At("/organization/settings/general")),
        new("general settings with a logo", WithLogoAsync),
        new("security settings", _ => At("/organization/settings/security")),
        new("closing", _ => At("/organization/close")),
        new("sites", async ground => $"/organization/sites?s={await ground.SiteAsync()}"),
        new("archived sites", async ground => $"/organization/sites?archived=1&s={await ground.SiteAsync(archived: true)}"),
    ];

    private static async Task<string> WithLogoAsync(Ground ground)
    {
        await ground.LogoAsync();
        return "/organization/settings/general";
    }

    private static Task<string> At(string address) => Task.FromResult(address);

    /// <summary>What many samples at once may take is the role's; which of them it would change is said by the check before the act. Only archived ones come
    /// back, so that is what the server is asked.</summary>
    private static async Task<object?> ChosenAsync(Type type, Ground ground)
    {
        if (type != typeof(RestoreSamples)) return null;
        var situation = ground.Situation;
        ground.Situation = Situation.Archived;
        var archived = await ground.SampleAsync();
        ground.Situation = situation;
        return new RestoreSamples([archived], Why);
    }

    /// <summary>What the page of all samples makes comes from no other sample.</summary>
    private static Task<object?> AloneAsync(Type type, Ground ground) => Task.FromResult<object?>(type == typeof(CreateSample) ? new CreateSample(ground.Fields()) : null);

    private static async Task<object?> AtItsEndAsync(Type type, Ground ground) => type == typeof(CorrectSampleState) ? new CorrectSampleState(await EndedAsync(ground), "rooting", Why) : null;

    private static async Task<long> EndedAsync(Ground ground)
    {
        var id = await ground.SampleAsync();
        await ground.Lab.WriteAsync(context =>
        {
            var sample = context.Find<Sample>(id)!;
            sample.MoveTo(SampleStates.Of(sample.Domain).States.First(state => state.IsEnd).Key, ground.Lab.Lab.Clock.GetUtcNow());
        });
        return id;
    }

    private static async Task<string> LoneAsync(Ground ground)
    {
        var name = $"Lone{ground.Next().ToString(CultureInfo.InvariantCulture)}";
        await ground.Lab.AnotherAsync(Role.Scientist, name);
        return $"/members?q={name}";
    }

    private static async Task<object?> AmongChosenAsync(Type type, Ground ground) =>
        type == typeof(ReactivateMember) ? new ReactivateMember(await ground.SuspendedAsync()) : await OnMember(Role.Scientist)(type, ground);

    private static async Task<long> ImportedAsync(Ground ground)
    {
        var id = await ground.SampleAsync();
        await ground.Lab.WriteAsync(context => context.Find<Sample>(id)!.ImportCode = "IMP-000001");
        return id;
    }

    private static void SelectAll(UiLab tab)
    {
        if (tab.Routes.FindAll("thead input[type=checkbox]") is not [var all]) return;
        all.Change(true);
        tab.Settle();
    }

    private static void Upload(UiLab tab, int rows)
    {
        tab.Routes.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("Sample name,Domain,Organism,Type\n" + string.Concat(Enumerable.Repeat("Leaf,Tissue culture,Nicotiana tabacum,Callus\n", rows)), "leaves.csv"));
        tab.Routes.WaitForState(() => tab.Markup.Contains("Which column is which", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        tab.Settle();
    }

    private static void Upload(UiLab tab) => Upload(tab, 1);

    private static void Preview(UiLab tab) => Preview(tab, 1);

    private static void PreviewLarge(UiLab tab) => Preview(tab, Core.Samples.Import.RequestSampleImport.Rows + 1);

    private static void Preview(UiLab tab, int rows)
    {
        Upload(tab, rows);
        tab.Routes.FindAll("button[data-save]").Single().Click();
        tab.Routes.WaitForState(() => tab.Markup.Contains("Back to mapping", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        tab.Settle();
    }

    /// <summary>Acts on another member of that role, as the page asks for them: with a reason where the member is an owner.</summary>
    private static Func<Type, Ground, Task<object?>> OnMember(Role role) => async (type, ground) =>
    {
        if (!type.Namespace!.EndsWith(".Members", StringComparison.Ordinal) || type == typeof(InviteMembers)) return null;
        var member = (await ground.Lab.AnotherAsync(role, $"Twin {ground.Next().ToString(CultureInfo.InvariantCulture)}")).MemberId;
        return type.Name switch
        {
            nameof(EditMember) => new EditMember(member, "Renamed", null, [], false, null, null, null, Why),
            nameof(SuspendMember) => new SuspendMember(member, Why),
            nameof(RemoveMember) => new RemoveMember(member, null, Why),
            nameof(AssignRole) => new AssignRole(member, role == Role.Technician ? Role.Viewer : Role.Technician, null, Why),
            nameof(AssignOwner) => new AssignOwner(member, role == Role.Owner ? Role.Admin : Role.Owner, Why),
            _ => null,
        };
    };
}
