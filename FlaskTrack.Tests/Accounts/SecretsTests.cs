using System.Collections.Concurrent;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlaskTrack.Tests.Accounts;

public sealed class SecretsTests
{
    [Fact]
    public async Task No_password_code_key_or_link_ever_stands_in_the_audit_log_or_the_program_log()
    {
        var log = new LogLines();
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton<ILoggerProvider>(log));
        var plant = await lab.OrganizationAsync();
        var name = await lab.EmailAsync(plant.UserOf(Role.Scientist));
        const string Wrong = "canary-wrong-password";
        const string Next = "canary nine tall birches";

        await lab.SignInAsync(name, Wrong);
        var (key, codes, visitor) = await lab.EnrolAsync(await lab.EnterAsync(name));
        await lab.UseAsync<PasswordService, bool>(async service =>
        {
            await service.RecoverAsync(name, AccountLab.Stranger, default);
            return true;
        });
        var link = await lab.LinkSecretAsync("Set a new password");
        Assert.True((await lab.UseAsync<PasswordService, Core.Platform.Operations.Result<Core.Platform.Operations.Done>>(service => service.ResetAsync(link, Next, codes[0], visitor, default))).IsOk);

        var events = string.Join('\n', (await plant.EventsAsync()).Select(e => $"{e.Action} {e.Before} {e.After} {e.Reason} {e.UserAgent}"));
        var all = events + string.Join('\n', log.Lines);
        foreach (var secret in new[] { Wrong, Next, AccountLab.Password, key, link, codes[0], codes[0].Replace("-", "", StringComparison.Ordinal) })
            Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("account.change-password", events, StringComparison.Ordinal);
        Assert.Contains("account.change-two-factor", events, StringComparison.Ordinal);
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
