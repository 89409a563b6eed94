using System.Net.Mail;

namespace FlaskTrack.Core.Mail;

/// <summary>An e-mail address as it is stored: lower case, without a display name. Comparing two stored ones is comparing text.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>The address in its stored form; null where the text is none. Invisible and control characters are refused, since they would make two
    /// addresses look alike or reach into a mail's headers.</summary>
    public static string? Parse(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > MaxLength || !trimmed.All(IsPlain)) return null;
        if (!MailAddress.TryCreate(trimmed, out var address) || address.Address != trimmed || address.DisplayName.Length > 0) return null;
        if (!address.Host.Contains('.', StringComparison.Ordinal) || address.Host.EndsWith('.')) return null;
        return trimmed.ToLowerInvariant();
    }

    private static bool IsPlain(char c) => c is > ' ' and < '\u007f' && c is not ('<' or '>' or '"' or ',' or ';' or ':' or '(' or ')' or '[' or ']' or '\\');
}
