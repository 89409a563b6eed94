using System.Text;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Core.Accounts;

/// <summary>Identity's hasher over the NFKC form, so that the same password typed on two keyboards is the same.</summary>
internal sealed class UnicodePasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    public override string HashPassword(User user, string password) => base.HashPassword(user, password.Normalize(NormalizationForm.FormKC));

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, UserNameRules.IsWellFormed(providedPassword) ? providedPassword.Normalize(NormalizationForm.FormKC) : "");
}
