using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Components.Layout;

/// <summary>A part of the frame that draws itself again when the <see cref="Shell"/> changes: a role taken away removes its entries at once.</summary>
public abstract class ShellPart : ComponentBase, IDisposable
{
    [Inject] protected Shell Shell { get; set; } = default!;

    protected override void OnInitialized() => Shell.Changed += Redraw;

    protected void Redraw() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing) => Shell.Changed -= Redraw;
}
