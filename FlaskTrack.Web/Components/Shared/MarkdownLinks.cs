namespace FlaskTrack.Web.Components.Shared;

/// <summary>SECURITY: the addresses a note may lead to.</summary>
internal static class MarkdownLinks
{
    /// <summary>The address as a link takes it; null for any that is not whole, or of another scheme than http, https and mailto.</summary>
    public static string? Address(string? typed) =>
        typed is not null && !typed.Any(char.IsControl) && Uri.TryCreate(typed, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto)
            ? uri.AbsoluteUri
            : null;
}
