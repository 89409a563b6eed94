using System.Security.Cryptography;

using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Checks and spends second factors: an authenticator code once (ASVS 6.5.1), each recovery code once.</summary>
internal sealed class SecondFactors(AccountDesk desk, UserManager<User> users, IUserStore<User> store)
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private IUserTwoFactorRecoveryCodeStore<User> Codes => (IUserTwoFactorRecoveryCodeStore<User>)store;

    /// <summary>Spends the code inside the desk's transaction and says which factor it was; null where it is wrong or was used before.</summary>
    public async Task<string?> SpendAsync(User user, string? code, CancellationToken ct)
    {
        var given = new string([.. (code ?? "").Where(char.IsLetterOrDigit)]).ToUpperInvariant();
        if (given.Length == 6 && given.All(char.IsAsciiDigit)) return await SpendTotpAsync(user, given) ? "totp" : null;
        if (given.Length != 16 || !await Codes.RedeemCodeAsync(user, Hash(user, given), ct)) return null;
        return (await users.UpdateAsync(user)).Succeeded ? "recovery" : null;
    }

    /// <summary>Ten new codes as the person keeps them; only their hashes are stored, the old ones stop counting.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(User user, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, 10).Select(_ => RandomNumberGenerator.GetString(Letters, 16)).ToList();
        await Codes.ReplaceCodesAsync(user, codes.Select(code => Hash(user, code)), ct);
        await users.UpdateAsync(user);
        return [.. codes.Select(code => $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}")];
    }

    private static string Hash(User user, string code) => SecretHash.Of($"{user.Id}:{code}");

    private async Task<bool> SpendTotpAsync(User user, string code)
    {
        var key = await users.GetAuthenticatorKeyAsync(user);
        if (key is null || Totp.Match(key, code, desk.Now, user.LastTotpStep) is not { } step) return false;
        user.LastTotpStep = step;
        return (await users.UpdateAsync(user)).Succeeded; // the user's stamp makes a second use at the same instant fail
    }
}
