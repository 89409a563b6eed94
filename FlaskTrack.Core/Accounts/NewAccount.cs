using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>What a person gives to get an account.</summary>
public sealed record NewAccount(string? FullName, string? UserName, string? Email, string? Password)
{
    /// <param name="shortest">Characters of the shortest password.</param>
    internal void Validate(FieldErrors errors, int shortest = PasswordRules.Shortest)
    {
        errors.Text("full_name", "Name", FullName, 120);
        if (EmailAddress.Parse(Email) is null) errors.Add("email", "Enter an e-mail address such as leila@nordhavn.example.");
        if (UserNameRules.Find(UserName?.Trim(), Email?.Trim()) is { } name) errors.Add("user_name", name);
        if (PasswordRules.Find(Password, [UserName, .. (Email ?? "").Split('@'), .. (FullName ?? "").Split(' ')], shortest) is { } password) errors.Add("password", password);
    }

    /// <summary>Makes the account inside the desk's transaction; the address counts as proven by the link or code that led here.</summary>
    internal async Task<User?> CreateAsync(UserManager<User> users, string passwordHash, DateTimeOffset now, FieldErrors errors)
    {
        var user = new User { FullName = StoredText.Clean(FullName)!, UserName = UserName!.Trim(), Email = EmailAddress.Parse(Email), EmailConfirmed = true, CreatedAt = now, PasswordHash = passwordHash };
        var made = await users.CreateAsync(user);
        foreach (var error in made.Errors)
            errors.Add(error.Code.Contains("Email", StringComparison.Ordinal) ? "email" : "user_name", error.Code == "DuplicateUserName" ? "This user name is taken. Choose another." : error.Description);
        return made.Succeeded ? user : null;
    }
}
