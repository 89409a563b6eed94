using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>One key as it is published. Times are UTC; a retired key signs nothing more but still verifies.</summary>
public sealed record SigningKeyInfo(string KeyId, string PublicKey, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt)
{
    public string Algorithm { get; init; } = PublicKeys.Algorithm;
}

/// <summary>The key folder: keys.json lists all public keys, KEYID.pem holds the active private one.
/// SECURITY: the folder is the service's alone (0700), the private key too (0600).</summary>
internal sealed class SigningKeyFiles(string folder)
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
    };

    private string ListPath => Path.Combine(folder, "keys.json");

    public void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, Mine | UnixFileMode.UserExecute);
        File.SetUnixFileMode(folder, Mine | UnixFileMode.UserExecute);
    }

    /// <summary>All keys, oldest first; empty before the first start.</summary>
    public List<SigningKeyInfo> ReadList() =>
        File.Exists(ListPath) ? JsonSerializer.Deserialize<List<SigningKeyInfo>>(File.ReadAllText(ListPath), Json) ?? [] : [];

    /// <summary>Replaces the list in one step. With <paramref name="first"/> false is returned when another process was faster.</summary>
    public bool WriteList(IEnumerable<SigningKeyInfo> keys, bool first)
    {
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        WritePrivately(draft, JsonSerializer.Serialize(keys, Json));
        try
        {
            File.Move(draft, ListPath, overwrite: !first);
            return true;
        }
        catch (IOException) when (first && File.Exists(ListPath))
        {
            File.Delete(draft);
            return false;
        }
    }

    public void WritePrivate(string keyId, ECDsa key) => WritePrivately(PrivatePath(keyId), key.ExportPkcs8PrivateKeyPem() + "\n");

    public void DeletePrivate(string keyId) => File.Delete(PrivatePath(keyId));

    /// <exception cref="InvalidOperationException">The file is missing or is another key's. A new key is not made in its
    /// place: that would hide a loss or a theft.</exception>
    public ECDsa ReadPrivate(string keyId)
    {
        var path = PrivatePath(keyId);
        if (!File.Exists(path)) throw new InvalidOperationException($"The signing key {keyId} is listed but its file is missing.");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Mine);
        var key = FromPem(File.ReadAllText(path));
        if (PublicKeys.KeyId(key) == keyId) return key;
        key.Dispose();
        throw new InvalidOperationException($"The file of the signing key {keyId} holds another key.");
    }

    /// <summary>The private key of a PFX/PKCS #12 file, or of a PEM file with a private key in it.</summary>
    /// <exception cref="InvalidOperationException">No P-256 private key there.</exception>
    public static ECDsa ReadCertificate(string path, string? password)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0) return FromPem(Encoding.UTF8.GetString(bytes));
        using var certificate = X509CertificateLoader.LoadPkcs12(bytes, password, X509KeyStorageFlags.EphemeralKeySet);
        return Checked(certificate.GetECDsaPrivateKey());
    }

    private static ECDsa FromPem(string text)
    {
        var key = ECDsa.Create();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label] is not ("PRIVATE KEY" or "EC PRIVATE KEY")) continue;
            key.ImportFromPem(rest[fields.Location]);
            return Checked(key);
        }

        key.Dispose();
        return Checked(null);
    }

    private static ECDsa Checked(ECDsa? key)
    {
        if (key is null) throw new InvalidOperationException("The signing key's file holds no private key.");
        if (PublicKeys.IsP256(key)) return key;
        key.Dispose();
        throw new InvalidOperationException("The signing key is not on the curve P-256.");
    }

    private string PrivatePath(string keyId) => Path.Combine(folder, keyId + ".pem");

    private static void WritePrivately(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mine;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
