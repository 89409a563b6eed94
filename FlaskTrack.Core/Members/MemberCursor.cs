using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Members;

/// <summary>A place in a sorted list of members: the sort value and the id of the last one shown, so that it holds also where members come and go.</summary>
internal sealed record MemberCursor(string Key, long Id)
{
    public static MemberCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new MemberCursor(parts[1], id) : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}\n{Key}")));
}
