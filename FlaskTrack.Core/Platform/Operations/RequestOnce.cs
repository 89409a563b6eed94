using System.Security.Cryptography;
using System.Text;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Names one request, so that a command asked for twice with it is carried out once. It is claimed in the transaction of the change, so there is
/// never a change without the claim nor a claim without the change.</summary>
/// <param name="route">Where it was sent, such as <c>POST /api/v1/samples</c>; the same key elsewhere is another request.</param>
/// <param name="key">What the sender made up for it.</param>
/// <param name="content">All that was asked; the same key with other content is a mistake of the sender.</param>
public sealed class RequestOnce(string route, string key, ReadOnlySpan<byte> content)
{
    /// <summary>How long a request is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>What the second sender of a request reads.</summary>
    public const string WasDone = "This was saved already and was not done a second time. Look it up before you save again.";

    public string Route { get; } = route;

    /// <summary>Of which the answer is sealed; never stored.</summary>
    internal string Key { get; } = key;

    internal string KeyHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    internal string ContentHash { get; } = Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A command of this request was carried out.</summary>
    public bool IsClaimed { get; internal set; }

    /// <summary>For a form of a page: whatever is in it, it is saved once.</summary>
    public static RequestOnce OfForm(string form, Guid instance) => new("form " + form, instance.ToString("N"), []);
}
