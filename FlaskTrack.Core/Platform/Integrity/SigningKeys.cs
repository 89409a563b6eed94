using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Where the installation's signing key lives.</summary>
public sealed record SigningKeyOptions
{
    /// <summary>A folder of its own, outside the database and the web root.</summary>
    public required string Folder { get; init; }

    /// <summary>A PFX or PEM file to sign with instead of a key made here.</summary>
    public string? CertificatePath { get; init; }
    public string? CertificatePassword { get; init; }
}

/// <summary>The installation's ECDSA P-256 keys: one active, the retired ones listed so that old evidence still verifies
/// (21 CFR 11.10(c)). Thread-safe; one instance a process.</summary>
public sealed class SigningKeys : IDisposable
{
    private readonly Lock gate = new();
    private readonly SigningKeyFiles files;
    private readonly SigningKeyOptions options;
    private readonly TimeProvider time;
    private List<SigningKeyInfo> all = [];
    private ECDsa active;

    /// <summary>Opens the folder; at first use makes it and a key.</summary>
    /// <exception cref="InvalidOperationException">The active key's file is missing, is another key, or is not P-256.</exception>
    public SigningKeys(SigningKeyOptions options, TimeProvider time)
    {
        (this.options, this.time, files) = (options, time, new SigningKeyFiles(options.Folder));
        files.MakeFolder();
        all = files.ReadList();
        active = options.CertificatePath is { } path ? Adopt(SigningKeyFiles.ReadCertificate(path, options.CertificatePassword)) : Open();
    }

    public SigningKeyInfo Active
    {
        get
        {
            lock (gate) return all[^1];
        }
    }

    /// <summary>Every key there ever was, oldest first, the active one last.</summary>
    public IReadOnlyList<SigningKeyInfo> All
    {
        get
        {
            lock (gate) return [.. all];
        }
    }

    /// <summary>Makes a new active key, retires the old one and deletes its private half: what is retired cannot sign again.</summary>
    /// <exception cref="InvalidOperationException">The key comes from a certificate, which its owner renews.</exception>
    public SigningKeyInfo Rotate()
    {
        if (options.CertificatePath is not null)
            throw new InvalidOperationException("The signing key comes from a certificate: replace its file and restart instead.");
        lock (gate)
        {
            var retired = all[^1].KeyId;
            var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            files.WritePrivate(PublicKeys.KeyId(fresh), fresh);
            var list = Appended(fresh);
            files.WriteList(list, first: false);
            files.DeletePrivate(retired);
            active.Dispose();
            (active, all) = (fresh, list);
            return list[^1];
        }
    }

    /// <summary>IEEE P1363 signature with the active key, base64 (88 characters).</summary>
    public string Sign(ReadOnlySpan<byte> data) => SignWithKey(data).Signature;

    /// <summary>The signature and the key that made it, taken together, so that a rotation cannot come between.</summary>
    public (string Signature, SigningKeyInfo Key) SignWithKey(ReadOnlySpan<byte> data)
    {
        lock (gate) return (PublicKeys.Sign(active, data), all[^1]);
    }

    /// <summary>Whether one of the listed keys (or the one named) made the signature.</summary>
    public bool Verify(ReadOnlySpan<byte> data, string? signature, string? keyId = null)
    {
        foreach (var key in All)
            if ((keyId is null || keyId == key.KeyId) && PublicKeys.Verify(key.PublicKey, data, signature)) return true;
        return false;
    }

    /// <summary>What /.well-known/flasktrack-keys.json says: <c>{keys:[{algorithm, created_at, key_id, public_key, retired_at}]}</c>.</summary>
    public byte[] ToPublicJson() => CanonicalJson.Canonicalize(new JsonObject
    {
        ["keys"] = new JsonArray([.. All.Select(key => new JsonObject
        {
            ["key_id"] = key.KeyId, ["algorithm"] = key.Algorithm, ["public_key"] = key.PublicKey,
            ["created_at"] = Checkpoint.TimeText(key.CreatedAt),
            ["retired_at"] = key.RetiredAt is { } at ? Checkpoint.TimeText(at) : null,
        })]),
    });

    public void Dispose()
    {
        lock (gate) active.Dispose();
    }

    private ECDsa Open()
    {
        if (all.Count == 0)
        {
            var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var keyId = PublicKeys.KeyId(fresh);
            files.WritePrivate(keyId, fresh);
            if (files.WriteList(Appended(fresh), first: true))
            {
                all = files.ReadList();
                return fresh;
            }

            fresh.Dispose();
            files.DeletePrivate(keyId);
            all = files.ReadList();
        }

        return files.ReadPrivate(all[^1].KeyId);
    }

    private ECDsa Adopt(ECDsa certificateKey)
    {
        var keyId = PublicKeys.KeyId(certificateKey);
        if (all.Count > 0 && all[^1].KeyId == keyId) return certificateKey;
        if (all.Exists(key => key.KeyId == keyId)) throw new InvalidOperationException($"The key {keyId} was retired and cannot sign again.");
        var list = Appended(certificateKey);
        files.WriteList(list, first: false);
        if (all.Count > 0) files.DeletePrivate(all[^1].KeyId);
        all = list;
        return certificateKey;
    }

    private List<SigningKeyInfo> Appended(ECDsa key)
    {
        var now = ChainEvent.ToMicroseconds(time.GetUtcNow());
        var list = new List<SigningKeyInfo>(all);
        if (list.Count > 0) list[^1] = list[^1] with { RetiredAt = now };
        list.Add(new SigningKeyInfo(PublicKeys.KeyId(key), key.ExportSubjectPublicKeyInfoPem() + "\n", now, null));
        return list;
    }
}
