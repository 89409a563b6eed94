using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Components.Pages.Account;

/// <summary>A plain page with forms that are posted: sign-in and account pages write cookies, which a circuit cannot.</summary>
public abstract class AccountForm : ComponentBase
{
    [CascadingParameter]
    protected HttpContext HttpContext { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    protected string? ReturnUrl { get; set; }

    /// <summary>A sentence about the whole form.</summary>
    protected string? Wrong { get; set; }

    /// <summary>A sentence about what was done.</summary>
    protected string? Done { get; set; }

    protected Visitor Visitor => Visitors.Of(HttpContext);

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    private IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    protected string? WrongIn(string field) => Fields.TryGetValue(field, out var messages) ? messages[0] : null;

    /// <summary>Shows a problem at its fields or above the form; one that asks to confirm who acts leads to that page and back.</summary>
    protected void Show(Problem problem)
    {
        if (problem is Problem.Refused { Denial.RequiredCapability: "recent_authentication" }) GoTo(LocalAddress.With("/account/confirm", LocalAddress.Here(HttpContext)));
        else if (problem is Problem.Invalid invalid) Fields = invalid.Fields;
        else Wrong = problem.Sentence;
    }

    protected void GoTo(string address) => Navigation.NavigateTo(address, forceLoad: true);

    protected Task StartAsync(StartedSession session) => SessionCookie.StartAsync(HttpContext, session);
}
