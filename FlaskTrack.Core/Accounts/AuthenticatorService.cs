using System.Text;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;

using QRCoder;

namespace FlaskTrack.Core.Accounts;

/// <summary>Enrols and removes the authenticator and its recovery codes. Every act asks for a re-authentication at most five minutes old and ends the
/// person's other sessions.</summary>
public sealed class AuthenticatorService
{
    /// <summary>What Identity keeps of an authenticator beside the account.</summary>
    internal static readonly string[] Kept = ["AuthenticatorKey", "RecoveryCodes"];

    private const string Provider = "[AspNetUserStore]";
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly IUserStore<User> store;
    private readonly SecondFactors factors;
    private readonly SessionService sessions;

    internal AuthenticatorService(AccountDesk desk, UserManager<User> users, IUserStore<User> store, SecondFactors factors, SessionService sessions)
    {
        this.desk = desk;
        this.users = users;
        this.store = store;
        this.factors = factors;
        this.sessions = sessions;
    }

    /// <summary>Makes a key and shows it; it counts only once a code of it was given.</summary>
    public async Task<Result<AuthenticatorKey>> BeginAsync(Visitor visitor, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        var user = await UserAsync(visitor);
        if (user.TwoFactorEnabled) return new Problem.NotAllowed("An authenticator is enrolled. Remove it first.");
        var key = Totp.NewKey();
        await desk.WriteAsync(visitor, "account.set-authenticator", async () =>
        {
            await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(user, key, ct);
            return (await users.UpdateAsync(user)).Succeeded;
        }, ct);
        return Show(user, key);
    }

    /// <summary>The key of an enrolment that was begun and not ended.</summary>
    public async Task<AuthenticatorKey?> PendingAsync(Visitor visitor)
    {
        var user = await UserAsync(visitor);
        return !user.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(user) is { } key ? Show(user, key) : null;
    }

    /// <summary>Ends the enrolment with a first code, gives ten recovery codes, and moves the session to a new id that has a second factor.</summary>
    public async Task<Result<EnrolledAuthenticator>> CompleteAsync(Visitor visitor, string? code, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        var user = await UserAsync(visitor);
        IReadOnlyList<string> codes = [];
        StartedSession? session = null;
        var done = await desk.WriteAsync(visitor, "account.change-two-factor", async () =>
        {
            if (user.TwoFactorEnabled || await factors.SpendAsync(user, code, ct) != "totp") return false;
            user.MustEnrol = false;
            await users.SetTwoFactorEnabledAsync(user, true);
            codes = await factors.NewCodesAsync(user, ct);
            session = await Sessions.RenewAsync(desk, visitor, "password+totp", authenticated: true, ct);
            await Sessions.EndAllAsync(desk, user.Id, visitor.SessionId, SessionEnd.FactorChanged, ct);
            return session is not null;
        }, ct);
        return done ? new EnrolledAuthenticator(session!, codes) : FieldErrors.Of("code", "This code does not fit the key. Check the clock of your device and enter the code shown now.");
    }

    public async Task<Result<Done>> RemoveAsync(Visitor visitor, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        var user = await UserAsync(visitor);
        await desk.WriteAsync(visitor, "account.change-two-factor", async () =>
        {
            await users.SetTwoFactorEnabledAsync(user, false);
            await users.RemoveAuthenticationTokenAsync(user, Provider, "AuthenticatorKey");
            await users.RemoveAuthenticationTokenAsync(user, Provider, "RecoveryCodes");
            await PersonalTokens.ForgetFactorAsync(desk, user.Id, ct);
            await Sessions.EndAllAsync(desk, user.Id, visitor.SessionId, SessionEnd.FactorChanged, ct);
            desk.Mail(user.Email!, "Your authenticator was removed", "The authenticator of your FlaskTrack account was removed. If this was not you, set a new password at once and tell an admin of your organization.");
            return true;
        }, ct);
        return default(Done);
    }

    public async Task<Result<IReadOnlyList<string>>> NewRecoveryCodesAsync(Visitor visitor, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        var user = await UserAsync(visitor);
        if (!user.TwoFactorEnabled) return new Problem.NotAllowed("Recovery codes belong to an authenticator. Set one up first.");
        List<string> codes = [];
        await desk.WriteAsync(visitor, "account.change-recovery-codes", async () =>
        {
            codes.AddRange(await factors.NewCodesAsync(user, ct));
            return true;
        }, ct);
        return codes;
    }

    public async Task<int> RecoveryCodesLeftAsync(Visitor visitor) => await users.CountRecoveryCodesAsync(await UserAsync(visitor));

    private async Task<User> UserAsync(Visitor visitor) => await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");

    private async Task<Problem?> StaleAsync(Visitor visitor, CancellationToken ct) =>
        await sessions.ReadAsync(visitor.SessionId, visitor.UserId ?? 0, used: false, ct) is { IsRecent: true } ? null : new Problem.Refused(Denials.RecentAuthentication);

    private static AuthenticatorKey Show(User user, string key)
    {
        var address = $"otpauth://totp/FlaskTrack:{Uri.EscapeDataString(user.Email ?? user.UserName!)}?secret={key}&issuer=FlaskTrack&digits=6&period=30";
        using var data = QRCodeGenerator.GenerateQrCode(Encoding.UTF8.GetBytes(address), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return new AuthenticatorKey(string.Join(' ', key.Chunk(4).Select(four => new string(four))), address, svg);
    }
}

/// <summary>The key of an authenticator for the one page that shows it.</summary>
/// <param name="Key">In groups of four, for typing.</param>
/// <param name="Svg">The address as a QR code, black on white in any theme.</param>
public sealed record AuthenticatorKey(string Key, string Address, string Svg);

/// <param name="RecoveryCodes">Shown once.</param>
public sealed record EnrolledAuthenticator(StartedSession Session, IReadOnlyList<string> RecoveryCodes);
