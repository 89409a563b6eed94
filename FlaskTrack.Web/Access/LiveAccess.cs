using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;

namespace FlaskTrack.Web.Access;

/// <summary>Keeps an open tab in step with its person's rights: reads them anew when anything in the organization's access changes, makes the page
/// anew when it was this person's, and leaves for the sign-in where nothing is left.</summary>
public sealed class LiveAccess : ComponentBase, IDisposable
{
    private IDisposable? watch;
    private bool isGone;
    private bool isLeft;

    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    [Inject]
    private PageAccess Access { get; set; } = default!;

    [Inject]
    private OpenPages Pages { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        isLeft = true;
        watch?.Dispose();
        SignIn.AuthenticationStateChanged -= SignInChanged;
    }

    protected override async Task OnInitializedAsync()
    {
        var mine = await Access.GetAsync();
        if (isLeft) return; // nobody would take the watch away again
        if (RendererInfo.IsInteractive) SignIn.AuthenticationStateChanged += SignInChanged;
        if (mine is not null && RendererInfo.IsInteractive) watch = Pages.Watch(mine.Organization.Id, () => InvokeAsync(RefreshAsync));
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (isGone)
        {
            // The browser is on its way to the sign-in; until it has left, and also where it never does, nothing of the page stays on the screen.
            builder.OpenElement(4, "div");
            builder.AddAttribute(5, "class", "stop");
            builder.AddMarkupContent(6, "<h1>Signed out</h1><p class=\"t2\">This page has ended.</p>");
            builder.CloseElement();
            return;
        }

        // A new key makes the page below anew, with nothing left of what the former rights showed.
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "live");
        builder.SetKey(Access.Generation);
        builder.AddContent(2, ChildContent);
        builder.CloseElement();
    }

    /// <summary>The session ended somewhere, or goes on under a new id.</summary>
    private void SignInChanged(Task<AuthenticationState> state) => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        Unattended.FromHere();
        var mine = await Access.RefreshAsync();
        isGone = mine is not { Principal.IsActive: true };
        StateHasChanged();
        if (!isGone) return;

        // A sign-out of this page is answered on two ways, its own redirect and this one; whichever comes first, the page says the same. Somebody who is
        // still signed in elsewhere is led on from there.
        var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo(Access.Denial is { } denial && AccessWays.Out(denial) is { } way ? way : $"/sign-in?Said=out&ReturnUrl={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
