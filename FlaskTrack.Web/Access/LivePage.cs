using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Access;

/// <summary>A page that reads its data again when rights in the organization change, so that nothing stays on screen that its reader may no longer see.
/// What was typed stays. Where its address comes to name something else, as a link from one record to another of its kind does, it reads that instead.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private static readonly TimeSpan look = TimeSpan.FromSeconds(1);
    private object? about;
    private bool isWatching;

    [Inject]
    protected PageAccess Access { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => gone.Token;

    /// <summary>What the address says the page is about, such as a code; null for a page that is always about the same.</summary>
    protected virtual object? About => null;

    /// <summary>Whether a job works on what is shown. Until it has ended the page looks again each second; that keeps no session alive.</summary>
    protected virtual bool IsAtWork => false;

    /// <summary>Reads how far the job has come.</summary>
    protected virtual Task LookAsync() => LoadAsync();

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

    protected override void OnAfterRender(bool firstRender)
    {
        if (isWatching || !IsAtWork) return;
        isWatching = true;
        _ = WatchAsync();
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

    private async Task WatchAsync()
    {
        Unattended.FromHere();
        try
        {
            using var timer = new PeriodicTimer(look, Time);
            while (IsAtWork && await timer.WaitForNextTickAsync(Left))
            {
                await LookAsync();
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
#pragma warning disable CA1031 // nobody awaits this; the page's boundary shows the fault instead of a progress that stands still
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            isWatching = false;
        }
    }

    private void Reload() => _ = InvokeAsync(async () =>
    {
        if (gone.IsCancellationRequested) return;
        Unattended.FromHere();
        await LoadAsync();
        StateHasChanged();
    });
}
