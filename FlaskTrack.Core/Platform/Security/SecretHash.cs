using System.Security.Cryptography;
using System.Text;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>Secrets that are long and random (links, tokens) are kept as their SHA-256; passwords never are.</summary>
public static class SecretHash
{
    /// <summary>A new secret of 256 random bits, safe in a URL.</summary>
    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
