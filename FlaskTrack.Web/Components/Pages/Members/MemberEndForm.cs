using System.Globalization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Asks before a membership is suspended, reactivated or removed, and says what became of it.</summary>
public abstract class MemberEndForm : ComponentBase
{
    private (long Id, MemberAct Act)? asked;

    /// <summary>The member it is about; null closes the dialog.</summary>
    [Parameter, EditorRequired]
    public MemberRow? Row { get; set; }

    [Parameter, EditorRequired]
    public MemberAct Act { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Raised with the sentence that says what happened.</summary>
    [Parameter]
    public EventCallback<string> OnDone { get; set; }

    /// <summary>Active members who can get the records.</summary>
    protected IReadOnlyList<Choice> Heirs { get; private set; } = [];

    protected string? Heir { get; set; }

    protected Problem? Problem { get; private set; }

    protected bool Busy { get; private set; }

    [Inject]
    private IOperationRunner Run { get; set; } = default!;

    [Inject]
    private PageAccess Access { get; set; } = default!;

    protected string Verb => Act switch
    {
        MemberAct.Suspend => "Suspend member",
        MemberAct.Reactivate => "Reactivate member",
        _ => "Remove member",
    };

    protected string Title => $"{Act} {Row?.DisplayName}";

    protected string Effect => Act switch
    {
        MemberAct.Suspend => "Access ends at the next click, also in open sessions. Records and role stay.",
        MemberAct.Reactivate => "Access comes back as it was.",
        _ => "Access ends at the next click.",
    };

    protected override async Task OnParametersSetAsync()
    {
        var now = Row is null ? ((long, MemberAct)?)null : (Row.Id, Act);
        if (now == asked) return;
        (asked, Problem, Heir, Heirs) = (now, null, null, []);
        if (Row is not null && Act == MemberAct.Remove) Heirs = await HeirsAsync(Row.Id);
    }

    protected async Task ConfirmAsync(string reason)
    {
        if (Busy) return;
        Busy = true;
        var (refused, said) = Act switch
        {
            MemberAct.Suspend => Told(await Run.RunAsync(new SuspendMember(Row!.Id, reason, Row.Version)), row => $"{row.DisplayName} is suspended"),
            MemberAct.Reactivate => Told(await Run.RunAsync(new ReactivateMember(Row!.Id, reason, Row.Version)), row => $"{row.DisplayName} is active again"),
            _ => Told(await Run.RunAsync(new RemoveMember(Row!.Id, HeirId, reason, Row.Version)), Removed),
        };
        (Busy, Problem) = (false, refused);
        if (refused is null) await OnDone.InvokeAsync(said);
    }

    private long? HeirId => long.TryParse(Heir, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static (Problem? Problem, string Said) Told<T>(Result<T> result, Func<T, string> words) =>
        result.IsOk ? (null, words(result.Value)) : (result.Problem, "");

    private static string Removed(RemovedMember gone) =>
        $"{gone.DisplayName} was removed, {Words.Count(gone.RecordsHandedOver, "record")} went to {gone.NewOwner.DisplayName}";

    private async Task<IReadOnlyList<Choice>> HeirsAsync(long leaving)
    {
        var active = await Run.RunAsync(new FindMembers(Status: MemberStatus.Active, Size: 200));
        return active.IsOk
            ? [.. active.Value.Rows.Where(row => row.Id != leaving && row.Id != Access.Principal?.MemberId).Select(row => new Choice(row.Id.ToString(CultureInfo.InvariantCulture), row.DisplayName))]
            : [];
    }
}
