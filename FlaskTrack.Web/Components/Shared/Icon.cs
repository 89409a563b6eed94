using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>One glyph of the bundled symbol font, in the colour of the text. Decorative unless <see cref="Label"/> is given.</summary>
public sealed class Icon : ComponentBase
{
    /// <summary>A name in <see cref="IconTable"/>; an unknown one fails at once, so that no box is shown in its place.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>16 px instead of 18.</summary>
    [Parameter] public bool Small { get; set; }

    /// <summary>Further classes: l is 22 px.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Spoken name, for an icon that stands alone.</summary>
    [Parameter] public string? Label { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var code = IconTable.Codes.TryGetValue(Name, out var found)
            ? found
            : throw new InvalidOperationException($"No icon is called {Name}. Add it to tools/fonts/icons.txt.");
        builder.OpenElement(0, "i");
        builder.AddAttribute(1, "class", $"ms{(Small ? " s" : "")}{(Class is null ? "" : " " + Class)}");
        if (Label is null)
        {
            builder.AddAttribute(2, "aria-hidden", "true");
        }
        else
        {
            builder.AddAttribute(3, "role", "img");
            builder.AddAttribute(4, "aria-label", Label);
        }
        builder.AddContent(5, code.ToString());
        builder.CloseElement();
    }
}
