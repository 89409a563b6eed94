using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Access;

/// <summary>A page that reads its data again when rights in the organization change, so that nothing stays on screen that its reader may no longer see.
/// What was typed stays. Where its address comes to name something else, as a link from one record to another of its kind does, it reads that instead.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private object? about;

    [Inject]
    protected PageAccess Access { get; set; } = default!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => gone.Token;

    /// <summary>What the address says the page is about, such as a code; null for a page that is always about the same.</summary>
    protected virtual object? About => null;

    /// <summary>Reads what the page shows through the runner. Called at first, after each change of rights and when <see cref="About"/> is another.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Lets go of what was shown and typed, before something else is read.</summary>
    protected virtual void Forget()
    {
    }

    protected override async Task OnInitializedAsync()
    {
        about = About;
        Access.Changed += Reload;
        await LoadAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Equals(about, About)) return;
        about = About;
        Forget();
        await LoadAsync();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Access.Changed -= Reload;
        gone.Cancel();
        gone.Dispose();
    }

    private void Reload() => _ = InvokeAsync(async () =>
    {
        if (gone.IsCancellationRequested) return;
        Unattended.FromHere();
        await LoadAsync();
        StateHasChanged();
    });
}
