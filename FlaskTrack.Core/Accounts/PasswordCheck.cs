using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Compares a password with an account's, or with a decoy where there is no account, so that both take the same time (ASVS 6.3.8).</summary>
internal sealed class PasswordCheck(IPasswordHasher<User> hasher, DecoyPassword decoy)
{
    public bool IsRight(User? user, string? password)
    {
        var hash = user?.PasswordHash;
        var given = password is { Length: <= PasswordRules.Longest * 2 } ? password : "";
        var result = hasher.VerifyHashedPassword(user ?? DecoyPassword.Nobody, hash ?? decoy.Hash(hasher), given);
        return hash is not null && given.Length > 0 && result != PasswordVerificationResult.Failed;
    }
}

/// <summary>A hash that no password matches, made with the installation's own cost.</summary>
internal sealed class DecoyPassword
{
    public static readonly User Nobody = new();
    private string? hash;

    public string Hash(IPasswordHasher<User> hasher) => hash ??= hasher.HashPassword(Nobody, Platform.Security.SecretHash.NewSecret());
}
