using System.Diagnostics;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace FlaskTrack.Web.Components.Layout;

/// <summary>A fault of a page stays inside the page: it shows a request id that the server's log also holds, and Try again.</summary>
public sealed class PageErrorBoundary : ErrorBoundaryBase
{
    [Inject] private ILogger<PageErrorBoundary> Log { get; set; } = default!;

    private string requestId = "";

    protected override Task OnErrorAsync(Exception exception)
    {
        requestId = PageFaults.NewId();
        Log.LogError(exception, "A page failed, request {RequestId}", requestId);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<FaultBox>(1);
        builder.AddComponentParameter(2, nameof(FaultBox.Title), "This page could not be shown");
        builder.AddComponentParameter(3, nameof(FaultBox.RequestId), requestId);
        builder.AddComponentParameter(4, nameof(FaultBox.OnRetry), EventCallback.Factory.Create(this, Recover));
        if (DatabaseTrouble.Sentence(CurrentException) is { } outage) builder.AddComponentParameter(5, nameof(FaultBox.Effect), outage);
        builder.CloseComponent();
    }
}
