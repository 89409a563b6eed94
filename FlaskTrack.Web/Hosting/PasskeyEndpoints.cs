using System.Globalization;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Web.Hosting;

/// <summary>WebAuthn between the browser's script and Identity's handler. What was asked is kept in a protected cookie between the two steps.</summary>
internal static class PasskeyEndpoints
{
    private const string StateCookie = "ft-passkey";

    public static void Map(RouteGroupBuilder forms)
    {
        forms.MapPost("/passkey/get", GetOptionsAsync).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy);
        forms.MapPost("/passkey/create", CreateOptionsAsync).RequireAuthorization();
        forms.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy);
        forms.MapPost("/account/confirm/passkey", ConfirmAsync).RequireAuthorization().RequireRateLimiting(SignInLimits.Policy);
        forms.MapPost("/account/passkeys", AddAsync).RequireAuthorization();
        forms.MapPost("/account/passkeys/remove", RemoveAsync).RequireAuthorization();
    }

    private static async Task<IResult> GetOptionsAsync(HttpContext context, IPasskeyHandler<User> passkeys, ShortCookie cookies)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, context);
        cookies.Set(context, StateCookie, options.AssertionState ?? "");
        return Results.Content(options.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> CreateOptionsAsync(HttpContext context, IPasskeyHandler<User> passkeys, ProfileService profiles, ShortCookie cookies)
    {
        var profile = (await profiles.FindAsync(Visitors.Of(context).UserId!.Value))!;
        var person = new PasskeyUserEntity { Id = profile.Id.ToString(CultureInfo.InvariantCulture), Name = profile.Email, DisplayName = profile.FullName };
        var options = await passkeys.MakeCreationOptionsAsync(person, context);
        cookies.Set(context, StateCookie, options.AttestationState ?? "");
        return Results.Content(options.CreationOptionsJson, "application/json");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, PasskeyDoor door, SignInService signIn, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var verified = await door.VerifyAsync(context, Take(context, door.Cookies), form["credential"].ToString(), ct);
        if (verified is null || await signIn.PasskeyAsync(verified, Visitors.Of(context), ct) is not SignInOutcome.SignedIn(var session)) return Results.LocalRedirect("~/sign-in?Said=passkey");
        await SessionCookie.StartAsync(context, session);
        return Results.LocalRedirect("~" + LocalAddress.Or(form["ReturnUrl"]));
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, PasskeyDoor door, SignInService signIn, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var visitor = Visitors.Of(context);
        var back = LocalAddress.Or(form["ReturnUrl"], "/account/security");
        var verified = await door.VerifyAsync(context, Take(context, door.Cookies), form["credential"].ToString(), ct);
        if (verified is null || await signIn.ConfirmByPasskeyAsync(verified, visitor, ct) is not SignInOutcome.SignedIn(var session)) return Results.LocalRedirect("~" + LocalAddress.With("/account/confirm", back));
        await SessionCookie.StartAsync(context, session);
        return Results.LocalRedirect("~" + back);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IPasskeyHandler<User> passkeys, PasskeyService kept, ShortCookie cookies, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var state = Take(context, cookies);
        if (state is null) return Results.LocalRedirect("~/account/security?Said=passkey-failed");
        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = form["credential"].ToString(), AttestationState = state });
        var visitor = Visitors.Of(context);
        if (!made.Succeeded || made.UserEntity.Id != visitor.UserId?.ToString(CultureInfo.InvariantCulture)) return Results.LocalRedirect("~/account/security?Said=passkey-failed");
        return Answer(await kept.AddAsync(visitor, made.Passkey, state, form["passkey_name"], ct), "passkey");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, PasskeyService kept, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        return Answer(await kept.RemoveAsync(Visitors.Of(context), form["id"], ct), "passkey-removed");
    }

    private static IResult Answer(Core.Platform.Operations.Result<Core.Platform.Operations.Done> result, string said) => result switch
    {
        { IsOk: true } => Results.LocalRedirect($"~/account/security?Said={said}"),
        { Problem: Core.Platform.Operations.Problem.Refused { Denial.RequiredCapability: "recent_authentication" } } => Results.LocalRedirect("~" + LocalAddress.With("/account/confirm", "/account/security")),
        _ => Results.LocalRedirect("~/account/security?Said=passkey-failed"),
    };

    private static string? Take(HttpContext context, ShortCookie cookies)
    {
        var state = cookies.Read(context, StateCookie);
        ShortCookie.Clear(context, StateCookie);
        return string.IsNullOrEmpty(state) ? null : state;
    }
}
