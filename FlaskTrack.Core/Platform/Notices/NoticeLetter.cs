using System.Text;

using FlaskTrack.Core.Mail;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>The text of letters about notices: titles and codes with links, no values. Whoever reads the mailbox learns no more than that.</summary>
internal static class NoticeLetter
{
    public static string Of(string organization, IReadOnlyList<(string Subject, string? Href)> notices, PublicAddress address)
    {
        var text = new StringBuilder();
        foreach (var (subject, href) in notices)
        {
            text.Append(subject).Append('\n');
            if (href is not null) text.Append("  ").Append(new Uri(address.Root, href.TrimStart('/'))).Append('\n');
            text.Append('\n');
        }

        return text.Append("You get this as a member of ").Append(organization).Append(". Choose what comes by e-mail: ").Append(new Uri(address.Root, "account/notifications")).Append('\n').ToString();
    }
}
