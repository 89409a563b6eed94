using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>What all inputs share: native, with a name, so that they also work in a page that is posted as a form.</summary>
public abstract class FieldInput : ComponentBase
{
    /// <summary>The field around it gives id, description and error.</summary>
    [CascadingParameter] public FieldContext? Field { get; set; }

    /// <summary>Id where there is no field around it.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>Name in a posted form; the id if left out.</summary>
    [Parameter] public string? Name { get; set; }

    [Parameter] public string? Value { get; set; }
    [Parameter] public EventCallback<string?> ValueChanged { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter] public bool ReadOnly { get; set; }

    /// <summary>Anything else goes to the input: autocomplete, inputmode, aria-label.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Rest { get; set; }

    /// <summary>Characters a field takes. More can be typed and pasted, and saving says how many are too many: nothing is cut off silently.</summary>
    [Parameter] public int? MaxLength { get; set; }

    /// <summary>Where typing ends in any case, so that one paste cannot fill the connection; far above every limit.</summary>
    protected int Cut => MaxLength is { } most ? Math.Max(most * 4, most + 2000) : 100_000;

    protected string? InputId => Id ?? Field?.Id;
    protected string? InputName => Name ?? InputId;
    protected string? Invalid => Field?.IsInvalid == true ? "true" : null;
    protected string Frame => Field?.IsInvalid == true ? "inp bad" : "inp";

    protected Task ChangedAsync(ChangeEventArgs e)
    {
        Value = e.Value?.ToString();
        return ValueChanged.InvokeAsync(Value);
    }
}
