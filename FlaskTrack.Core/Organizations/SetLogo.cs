using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Pictures;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Gives the organization a logo in place of the one it has.</summary>
/// <param name="Content">A PNG, JPEG or WebP image of at most <see cref="MaxBytes"/>, recognised by its content; its name and what the browser calls it do not count.</param>
public sealed record SetLogo(ReadOnlyMemory<byte> Content) : ICommand<SetLogo, LogoInfo>, IValidated
{
    /// <summary>1 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Longest side in pixels: a packet's cover unpacks the picture.</summary>
    public const int MaxSide = 2000;

    public const string TooLarge = "The image is larger than 1 MB. Choose a smaller one.";

    public static Permission Requires => Permissions.Organization.Settings;

    public void Validate(FieldErrors errors)
    {
        if (Content.Length == 0) errors.Add("logo", "Choose an image.");
        else if (Content.Length > MaxBytes) errors.Add("logo", TooLarge);
        else if (PictureInfo.Read(Content.Span) is not { } picture) errors.Add("logo", "This is no PNG, JPEG or WebP image. SVG and other kinds are not taken.");
        else if (Math.Max(picture.Width, picture.Height) > MaxSide) errors.Add("logo", $"The image is {picture.Width} by {picture.Height} pixels; each side may have {MaxSide} at most.");
    }
}

/// <summary>A logo without its content.</summary>
public sealed record LogoInfo(string MediaType, string Sha256, int Width, int Height)
{
    /// <summary>Whether the cover of a packet can show it.</summary>
    public bool OnPackets => MediaType is PictureInfo.Png or PictureInfo.Jpeg;
}

internal sealed class SetLogoHandler : IHandler<SetLogo, LogoInfo>
{
    public async Task<Result<LogoInfo>> HandleAsync(SetLogo operation, OperationContext context, CancellationToken ct)
    {
        var picture = PictureInfo.Read(operation.Content.Span)!;
        var (content, sha) = (operation.Content.ToArray(), Convert.ToHexStringLower(SHA256.HashData(operation.Content.Span)));
        if (await context.Rows<OrganizationLogo>().SingleOrDefaultAsync(ct) is { } logo)
            (logo.MediaType, logo.Sha256, logo.Width, logo.Height, logo.Content) = (picture.MediaType, sha, picture.Width, picture.Height, content);
        else
            context.Add(new OrganizationLogo { MediaType = picture.MediaType, Sha256 = sha, Width = picture.Width, Height = picture.Height, Content = content });
        return new LogoInfo(picture.MediaType, sha, picture.Width, picture.Height);
    }
}
