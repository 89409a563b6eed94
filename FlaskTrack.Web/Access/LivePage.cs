using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Access;

/// <summary>A page that reads its data again when rights in the organization change, so that nothing stays on screen that its reader may no longer see.
/// What was typed stays.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();

    [Inject]
    protected PageAccess Access { get; set; } = default!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => gone.Token;

    /// <summary>Reads what the page shows through the runner. Called at first and after each change of rights.</summary>
    protected abstract Task LoadAsync();

    protected override async Task OnInitializedAsync()
    {
        Access.Changed += Reload;
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
        await LoadAsync();
        StateHasChanged();
    });
}
