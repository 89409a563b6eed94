using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Tests.Accounts;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("leila.haddad", true)]
    [InlineData("Bjørn", true)]
    [InlineData("сергей", true)]
    [InlineData("田中たろう", true)]
    [InlineData("al", false)]
    [InlineData("leila haddad", false)]
    [InlineData("lеila", false)] // the second letter is Cyrillic
    [InlineData("αnna", false)]
    [InlineData("anna\u200b", false)]
    [InlineData("someone@else.example", false)]
    [InlineData("leila@lab.example", true)]
    public void Names_are_of_one_script_and_without_invisible_characters(string name, bool accepted) =>
        Assert.Equal(accepted, UserNameRules.Find(name, "leila@lab.example") is null);

    [Theory]
    [InlineData("ANNA.BERG")]
    [InlineData("ＡＮＮＡ.ＢＥＲＧ")]
    [InlineData("anna.berg")]
    public async Task The_same_name_in_another_form_is_taken(string second)
    {
        await using var lab = await TestLab.OpenAsync();
        Assert.True((await MakeAsync(lab, "Anna.Berg", "a@lab.example")).Succeeded);

        Assert.Contains((await MakeAsync(lab, second, "b@lab.example")).Errors, error => error.Code == "DuplicateUserName");
    }

    private static Task<IdentityResult> MakeAsync(TestLab lab, string name, string email) =>
        lab.UseAsync<UserManager<User>, IdentityResult>(users => users.CreateAsync(new User { UserName = name, Email = email, FullName = "A" }, AccountLab.Password));
}
