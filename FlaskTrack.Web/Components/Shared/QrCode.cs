using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using QRCoder;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>A QR code as SVG, black on white in both themes so that scanners read it, error correction M.</summary>
public sealed class QrCode : ComponentBase
{
    /// <summary>What the code says: a record code or an address.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var data = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        builder.AddMarkupContent(0, code.GetGraphic(4, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
