using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>What anyone can do with a published key: name it and check a signature. Everything is ECDSA on P-256 with SHA-256,
/// signatures in the fixed IEEE P1363 form (64 bytes) in base64.</summary>
public static class PublicKeys
{
    /// <summary>Algorithm id published with each key, so that another can follow it.</summary>
    public const string Algorithm = "ecdsa-p256-sha256";

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Hex SHA-256 of the key's DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="FormatException">Not a P-256 public key in PEM.</exception>
    public static string KeyId(string publicKeyPem)
    {
        using var key = Load(publicKeyPem);
        return KeyId(key);
    }

    /// <summary>Whether the signature is this key's over those bytes. A malformed key or signature is simply not valid.</summary>
    public static bool Verify(string publicKeyPem, ReadOnlySpan<byte> data, string? signature)
    {
        Span<byte> bytes = stackalloc byte[64];
        // Base64 leaves spare bits in its last character: only the one canonical spelling counts, or a changed byte could pass.
        if (signature is not { Length: 88 } || !Convert.TryFromBase64String(signature, bytes, out var length) || length != 64
            || Convert.ToBase64String(bytes) != signature) return false;
        try
        {
            using var key = Load(publicKeyPem);
            return key.VerifyData(data, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static string KeyId(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    internal static string Sign(ECDsa key, ReadOnlySpan<byte> data) =>
        Convert.ToBase64String(key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    internal static bool IsP256(ECDsa key) => key.ExportParameters(false).Curve.Oid.Value == P256;

    private static ECDsa Load(string publicKeyPem)
    {
        var key = ECDsa.Create();
        try
        {
            var fields = PemEncoding.Find(publicKeyPem);
            if (publicKeyPem.AsSpan()[fields.Label] is not "PUBLIC KEY") throw new FormatException("Not a public key in PEM.");
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKeyPem[fields.Base64Data]), out _);
            if (IsP256(key)) return key;
            throw new FormatException("The key is not on the curve P-256.");
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException or FormatException)
        {
            key.Dispose();
            throw problem as FormatException ?? new FormatException("Not a P-256 public key in PEM.", problem);
        }
    }
}
