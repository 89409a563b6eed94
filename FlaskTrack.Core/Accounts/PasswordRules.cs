using System.Text;

using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Length counts, composition does not; common passwords and the person's own names are refused (ASVS 6.2.1–6.2.12).</summary>
internal sealed class PasswordRules(AccountDesk desk) : IPasswordValidator<User>
{
    /// <summary>The least an organization may ask for.</summary>
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Characters that must remain once names everybody can guess are taken out.</summary>
    private const int Own = 8;

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        // One password for all organizations of a person, so the strictest of them holds, as with the limits of sessions.
        var organizations = user.Id == 0 ? [] : await OrganizationDirectory.OfUserAsync(desk.Database, user.Id, desk.Now, default);
        return Find(password, [user.UserName, .. (user.Email ?? "").Split('@'), .. user.FullName.Split(' ')], StrictestOf(organizations)) is { } wrong
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = wrong })
            : IdentityResult.Success;
    }

    public static int StrictestOf(IEnumerable<OrganizationOfUser> organizations) => organizations.Select(row => row.PasswordLength).Append(Shortest).Max();

    /// <summary>What is wrong with a password, in one sentence; null where it is good.</summary>
    public static string? Find(string? password, IEnumerable<string?> names, int shortest = Shortest)
    {
        if (string.IsNullOrEmpty(password)) return $"Enter a password of {shortest} to {Longest} characters.";
        if (!UserNameRules.IsWellFormed(password)) return "The password contains a broken character. Type it again.";
        var length = password.EnumerateRunes().Count();
        if (length < shortest) return $"The password has {length} characters; at least {shortest} are needed. A short sentence works well.";
        if (length > Longest) return $"The password has {length} characters; at most {Longest} are kept.";
        if (CommonPasswords.Contains(password)) return "This password is easy to guess or on lists of known passwords. Choose another.";
        return Without(password, names) < Own ? "The password is little more than your name, your address or the name of this product. Choose another." : null;
    }

    private static int Without(string password, IEnumerable<string?> names)
    {
        var rest = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        foreach (var name in names.Append("flasktrack").Where(name => name is { Length: >= 4 }).OrderByDescending(name => name!.Length))
            rest = rest.Replace(name!.ToLowerInvariant(), "", StringComparison.Ordinal);
        return rest.EnumerateRunes().Count();
    }
}
