using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Support;

/// <summary>Runs account services the way a door does: a fresh scope for every act.</summary>
internal static class AccountLab
{
    public const string Password = "correct horse battery staple";
    public static readonly Visitor Stranger = new("ui", "203.0.113.9", "Mozilla/5.0 (X11; Linux) Chrome/140");

    public static async Task<T> UseAsync<TService, T>(this TestLab lab, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = lab.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public static Task<SignInOutcome> SignInAsync(this TestLab lab, string name, string password = Password) =>
        lab.UseAsync<SignInService, SignInOutcome>(service => service.PasswordAsync(name, password, Stranger, SessionKind.Browser, default));

    /// <summary>Signs in and expects a session.</summary>
    public static async Task<Visitor> EnterAsync(this TestLab lab, string name)
    {
        var session = Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name)).Session;
        return Stranger with { UserId = session.UserId, SessionId = session.Id, Authentication = session.Authentication };
    }

    /// <summary>The session as the server sees it; null where it counts no more.</summary>
    public static Task<LiveSession?> LiveAsync(this TestLab lab, Visitor visitor) =>
        lab.UseAsync<SessionService, LiveSession?>(service => service.ReadAsync(visitor.SessionId, visitor.UserId!.Value, used: false, default));

    public static Task<string> EmailAsync(this TestLab lab, long userId) => lab.ReadAsync(context => context.Users.Where(user => user.Id == userId).Select(user => user.Email!).SingleAsync());

    /// <summary>Enrols an authenticator and returns its key, the recovery codes and the visitor under the new session.</summary>
    public static async Task<(string Key, IReadOnlyList<string> Codes, Visitor Visitor)> EnrolAsync(this TestLab lab, Visitor visitor)
    {
        var begun = await lab.UseAsync<AuthenticatorService, Core.Platform.Operations.Result<AuthenticatorKey>>(service => service.BeginAsync(visitor, default));
        var key = begun.Value.Key.Replace(" ", "", StringComparison.Ordinal);
        var done = await lab.UseAsync<AuthenticatorService, Core.Platform.Operations.Result<EnrolledAuthenticator>>(service => service.CompleteAsync(visitor, lab.CodeOf(key), default));
        Assert.True(done.IsOk, done.Problem?.Sentence);
        return (key, done.Value.RecoveryCodes, visitor with { SessionId = done.Value.Session.Id });
    }

    public static string CodeOf(this TestLab lab, string key) => Totp.Code(key, Totp.StepAt(lab.Clock.GetUtcNow()));

    public static async Task<T> ReadAsync<T>(this TestLab lab, Func<FlaskTrackDbContext, Task<T>> read)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return await read(context);
    }

    public static Task<List<OutboxMail>> LettersAsync(this TestLab lab) => lab.ReadAsync(context => context.Set<OutboxMail>().OrderBy(mail => mail.Id).ToListAsync());

    /// <summary>The secret in the newest letter's link.</summary>
    public static async Task<string> LinkSecretAsync(this TestLab lab, string subject)
    {
        var letter = (await lab.LettersAsync()).Last(mail => mail.Subject == subject);
        return letter.Text.Split("token=")[1].Split('\n')[0].Trim();
    }
}
