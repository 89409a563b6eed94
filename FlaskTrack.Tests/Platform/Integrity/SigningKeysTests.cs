using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlaskTrack.Core.Platform.Integrity;
using Microsoft.Extensions.Time.Testing;

namespace FlaskTrack.Tests.Platform.Integrity;

public sealed class SigningKeysTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "flasktrack-keys-" + Guid.NewGuid().ToString("N"));
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));

    private SigningKeys Open(string? certificate = null, string? password = null) =>
        new(new SigningKeyOptions { Folder = folder, CertificatePath = certificate, CertificatePassword = password }, time);

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_can_read_it()
    {
        using var first = Open();
        using var second = Open();
        Assert.Equal(first.Active, second.Active);
        Assert.True(second.Verify("run 7"u8, first.Sign("run 7"u8), first.Active.KeyId));
        Assert.False(second.Verify("run 8"u8, first.Sign("run 7"u8)));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, first.Active.KeyId + ".pem")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void The_key_id_is_the_hash_of_the_der_public_key()
    {
        using var keys = Open();
        using var key = ECDsa.Create();
        key.ImportFromPem(keys.Active.PublicKey);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), keys.Active.KeyId);
        Assert.Equal(keys.Active.KeyId, PublicKeys.KeyId(keys.Active.PublicKey));
    }

    [Fact]
    public void A_rotated_key_still_verifies_and_cannot_sign_again()
    {
        using var keys = Open();
        var (old, signature) = (keys.Active, keys.Sign("evidence"u8));
        time.Advance(TimeSpan.FromDays(365));
        var fresh = keys.Rotate();
        Assert.NotEqual(old.KeyId, fresh.KeyId);
        Assert.False(File.Exists(Path.Combine(folder, old.KeyId + ".pem")));
        using var reopened = Open();
        Assert.Equal(fresh, reopened.Active);
        Assert.True(reopened.Verify("evidence"u8, signature));
        Assert.False(reopened.Verify("evidence"u8, signature, fresh.KeyId));
        Assert.Equal(time.GetUtcNow(), reopened.All[0].RetiredAt);
        Assert.Null(reopened.Active.RetiredAt);
    }

    [Fact]
    public void A_lost_or_foreign_key_file_stops_the_start()
    {
        using var keys = Open();
        var path = Path.Combine(folder, keys.Active.KeyId + ".pem");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(path, stranger.ExportPkcs8PrivateKeyPem());
        Assert.Throws<InvalidOperationException>(() => Open());
        File.Delete(path);
        Assert.Throws<InvalidOperationException>(() => Open());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_certificate_can_sign_instead(bool pfx)
    {
        using (var own = Open()) Assert.Single(own.All);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=FlaskTrack", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(time.GetUtcNow(), time.GetUtcNow().AddYears(1));
        var path = Path.Combine(folder, pfx ? "own.pfx" : "own.crt");
        if (pfx) File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "secret"));
        else File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        using var keys = Open(path, pfx ? "secret" : null);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), keys.Active.KeyId);
        Assert.Equal(2, keys.All.Count);
        Assert.NotNull(keys.All[0].RetiredAt);
        Assert.True(keys.Verify("x"u8, keys.Sign("x"u8)));
        Assert.Throws<InvalidOperationException>(() => keys.Rotate());
        using var again = Open(path, pfx ? "secret" : null);
        Assert.Equal(2, again.All.Count);
    }

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "p384.pem");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        Assert.Throws<InvalidOperationException>(() => Open(path));
        Assert.False(PublicKeys.Verify(key.ExportSubjectPublicKeyInfoPem(), "x"u8, new string('A', 86) + "=="));
    }

    [Fact]
    public void A_signature_has_one_spelling()
    {
        using var keys = Open();
        var signature = keys.Sign("x"u8);
        Assert.True(PublicKeys.Verify(keys.Active.PublicKey, "x"u8, signature));
        Assert.False(PublicKeys.Verify(keys.Active.PublicKey, "x"u8, signature + "\n"));
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var twin = letters[letters.IndexOf(signature[85], StringComparison.Ordinal) ^ 1];
        Assert.False(PublicKeys.Verify(keys.Active.PublicKey, "x"u8, signature[..85] + twin + "=="));
    }

    [Fact]
    public void A_checkpoint_binds_every_member()
    {
        using var keys = Open();
        var checkpoint = new CheckpointSigner(keys, time).Sign("north-lab", 12, new string('a', 64), new string('b', 64));
        Assert.Equal($"flasktrack-checkpoint/1\nnorth-lab\n12\n{new string('a', 64)}\n{new string('b', 64)}\n2026-04-01T00:00:00.000000Z\n",
            System.Text.Encoding.UTF8.GetString(checkpoint.ToMessage()));
        Assert.True(checkpoint.IsSignedBy(keys));
        Assert.False((checkpoint with { Organization = "south-lab" }).IsSignedBy(keys));
        Assert.False((checkpoint with { Sequence = 13 }).IsSignedBy(keys));
        Assert.False((checkpoint with { HeadHash = new string('c', 64) }).IsSignedBy(keys));
        Assert.False((checkpoint with { MerkleRoot = new string('c', 64) }).IsSignedBy(keys));
        Assert.False((checkpoint with { Time = checkpoint.Time.AddTicks(10) }).IsSignedBy(keys));
        Assert.Throws<ArgumentException>(() => new CheckpointSigner(keys, time).Sign("a\nb", 1, ChainHash.Genesis, ChainHash.Genesis));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
