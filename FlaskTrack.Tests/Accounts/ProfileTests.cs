using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Tests.Accounts;

public sealed class ProfileTests
{
    [Fact]
    public async Task A_person_sees_and_renames_the_own_account()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));

        Assert.Equal("Leila Haddad", (await FindAsync(lab, visitor)).FullName);
        await lab.UseAsync<ProfileService, Result<Done>>(service => service.RenameAsync(visitor, " Leila Haddad-Berg ", default));

        var profile = await FindAsync(lab, visitor);
        Assert.Equal("Leila Haddad-Berg", profile.FullName);
        Assert.False(profile.HasAuthenticator);
        Assert.Empty(profile.Passkeys);
    }

    [Fact]
    public async Task A_passkey_is_listed_and_can_be_removed_and_signs_in_during_a_wait()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(name);
        var key = new UserPasskeyInfo([1, 2, 3], [4, 5, 6], lab.Clock.GetUtcNow(), 0, ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [7], [8]);
        Assert.True((await lab.UseAsync<PasskeyService, Result<Done>>(service => service.AddAsync(visitor, key, "challenge", "Laptop", default))).IsOk);
        var listed = Assert.Single((await FindAsync(lab, visitor)).Passkeys);
        Assert.Equal("Laptop", listed.Name);

        for (var i = 0; i < 5; i++) await lab.SignInAsync(name, "wrong");
        Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name));
        var user = await lab.UseAsync<UserManager<User>, User?>(users => users.FindByPasskeyIdAsync([1, 2, 3]));
        Assert.IsType<SignInOutcome.SignedIn>(await lab.UseAsync<SignInService, SignInOutcome>(service => service.PasskeyAsync(user!, AccountLab.Stranger, default)));

        Assert.True((await lab.UseAsync<PasskeyService, Result<Done>>(service => service.RemoveAsync(visitor, listed.Id, default))).IsOk);
        Assert.Empty((await FindAsync(lab, visitor)).Passkeys);
    }

    private static async Task<AccountProfile> FindAsync(TestLab lab, Visitor visitor) =>
        (await lab.UseAsync<ProfileService, AccountProfile?>(service => service.FindAsync(visitor.UserId!.Value)))!;
}
