using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>A person's own account as its pages show it.</summary>
public sealed class ProfileService
{
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;

    internal ProfileService(AccountDesk desk, UserManager<User> users)
    {
        this.desk = desk;
        this.users = users;
    }

    public async Task<AccountProfile?> FindAsync(long userId)
    {
        if (await users.FindByIdAsync($"{userId}") is not { } user) return null;
        var used = await desk.Database.Set<PasskeyUse>().AsNoTracking().Where(row => row.UserId == userId).ToDictionaryAsync(row => row.Passkey, row => row.UsedAt);
        var passkeys = (await users.GetPasskeysAsync(user)).Select(key => new PasskeyView(Convert.ToHexStringLower(key.CredentialId), key.Name ?? "Passkey", key.CreatedAt, used.TryGetValue(PasskeyUse.KeyOf(key.CredentialId), out var at) ? at : null));
        return new AccountProfile(user.Id, user.UserName!, user.Email!, user.FullName, user.TwoFactorEnabled, user.PasswordHash is not null, user.CreatedAt, [.. passkeys]);
    }

    /// <summary>Changes how the person reads FlaskTrack; what is stored and exported stays as it is.</summary>
    public async Task<Result<Done>> PreferAsync(Visitor visitor, Preferences preferences, CancellationToken ct)
    {
        var errors = new FieldErrors();
        preferences.Validate(errors);
        if (errors.Any) return errors.ToProblem();
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        await desk.WriteAsync(visitor, "account.edit", async () =>
        {
            (user.TimeZone, user.Locale, user.DateForm, user.Theme) = (preferences.TimeZone, preferences.Locale, preferences.DateForm, preferences.Theme);
            return (await users.UpdateAsync(user)).Succeeded;
        }, ct);
        return default(Done);
    }

    /// <summary>Changes the name that later signatures print; signatures made before keep theirs (21 CFR 11.50).</summary>
    public async Task<Result<Done>> RenameAsync(Visitor visitor, string? fullName, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Text("full_name", "Name", fullName, 120);
        if (errors.Any) return errors.ToProblem();
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        await desk.WriteAsync(visitor, "account.edit", async () =>
        {
            user.FullName = StoredText.Clean(fullName)!;
            return (await users.UpdateAsync(user)).Succeeded;
        }, ct);
        return default(Done);
    }
}

public sealed record AccountProfile(long Id, string UserName, string Email, string FullName, bool HasAuthenticator, bool HasPassword, DateTimeOffset CreatedAt, IReadOnlyList<PasskeyView> Passkeys);

/// <param name="Id">Credential id in lower hex.</param>
/// <param name="LastUsedAt">When it last proved who somebody is; null where it never did.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
