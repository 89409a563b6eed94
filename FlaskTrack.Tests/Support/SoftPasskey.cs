using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Accounts;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Support;

/// <summary>A passkey in memory, which like synced ones counts no uses: what it signs says nothing of having been sent before.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte UserPresentAndVerified = 0x05;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private readonly long userId;

    private SoftPasskey(long userId) => this.userId = userId;

    /// <summary>A passkey of the person, as if it had been added on the security page.</summary>
    public static async Task<SoftPasskey> OfAsync(IServiceProvider services, long userId)
    {
        var passkey = new SoftPasskey(userId);
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByIdAsync($"{userId}"))!;
        var kept = new UserPasskeyInfo(passkey.id, passkey.PublicKey(), DateTimeOffset.UnixEpoch, 0, [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [], []) { Name = "Soft" };
        Assert.True((await users.AddOrUpdatePasskeyAsync(user, kept)).Succeeded);
        return passkey;
    }

    /// <summary>Answers the options of a sign-in the way a browser does.</summary>
    /// <param name="forged">Signs something else, as one does who has no key.</param>
    public string Answer(string options, Uri site, bool forged = false)
    {
        var challenge = JsonDocument.Parse(options).RootElement.GetProperty("challenge").GetString()!;
        var client = JsonSerializer.SerializeToUtf8Bytes(new { type = "webauthn.get", challenge, origin = site.GetLeftPart(UriPartial.Authority), crossOrigin = false });
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(site.Host), data);
        data[32] = UserPresentAndVerified;
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), 0);
        byte[] signed = forged ? [1, 2, 3] : [.. data, .. SHA256.HashData(client)];
        var signature = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var handle = Encoding.UTF8.GetBytes(userId.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(new
        {
            id = Base64Url.EncodeToString(id),
            rawId = Base64Url.EncodeToString(id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new { clientDataJSON = Base64Url.EncodeToString(client), authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = Base64Url.EncodeToString(handle) },
        });
    }

    public void Dispose() => key.Dispose();

    /// <summary>COSE, RFC 9052: an elliptic key for ES256 on P-256.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
