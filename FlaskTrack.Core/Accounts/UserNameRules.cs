using System.Text;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>User names are unique after folding, and written in one script, so that nobody can look like somebody else.</summary>
internal sealed class UserNameRules : IUserValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user) =>
        Task.FromResult(Find(user.UserName, user.Email) is { } wrong ? IdentityResult.Failed(new IdentityError { Code = "UserName", Description = wrong }) : IdentityResult.Success);

    /// <summary>What is wrong with a user name, in one sentence; null where it is good.</summary>
    public static string? Find(string? name, string? email)
    {
        if (string.IsNullOrWhiteSpace(name)) return "Enter a user name of 3 to 64 characters.";
        if (!IsWellFormed(name)) return "The user name contains a broken character. Type it again.";
        var length = name.EnumerateRunes().Count();
        if (length is < 3 or > 64) return $"The user name has {length} characters; 3 to 64 are kept.";
        if (name.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format)) return "The user name may not contain spaces or invisible characters.";
        if (name.Contains('@', StringComparison.Ordinal) && !string.Equals(name, email, StringComparison.OrdinalIgnoreCase)) return "A user name with @ must be your own e-mail address.";
        return Scripts.AreMixed(name) ? "The user name mixes letters of several scripts that can look alike. Use one script." : null;
    }

    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!Rune.TryGetRuneAt(text, i, out _)) return false;
            i++;
        }

        return true;
    }
}

/// <summary>Names and addresses as they are compared: compatibility form and case folded, so <c>ＡＮＮＡ</c> and <c>anna</c> are one name.</summary>
internal sealed class NameNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => Fold(name);

    public string? NormalizeEmail(string? email) => Fold(email);

    private static string? Fold(string? text) =>
        text is null || !UserNameRules.IsWellFormed(text) ? text : text.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant().ToUpperInvariant().Normalize(NormalizationForm.FormKC);
}
