using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.DataProtection;

namespace FlaskTrack.Web.Hosting;

/// <summary>Seals secrets with the keys in the data folder, which no backup of the database holds.</summary>
internal sealed class ProtectedSeal(IDataProtectionProvider protection) : ISecretSeal
{
    private readonly IDataProtector protector = protection.CreateProtector("FlaskTrack.Secret");

    public string Seal(string secret) => protector.Protect(secret);

    public string? Open(string sealedText)
    {
        try
        {
            return protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
