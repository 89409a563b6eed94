using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace FlaskTrack.Web.Hosting;

/// <summary>Form posts that are not pages: sign-out, the choice of an organization, passkeys; and the tokens of the API.</summary>
public static class AccountEndpoints
{
    public static WebApplication MapAccountEndpoints(this WebApplication app)
    {
        var forms = app.MapGroup("").AddEndpointFilter(RequireForgeryTokenAsync);
        forms.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        forms.MapPost("/organization/switch/{slug}", Choose).RequireAuthorization();
        PasskeyEndpoints.Map(forms);
        TokenEndpoints.Map(app.MapGroup("/api/v1/auth"));
        return app;
    }

    private static async ValueTask<object?> RequireForgeryTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest("This form was not made for you, or is too old. Load the page again.");

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionService sessions, CancellationToken ct)
    {
        if (SessionPrincipal.Read(context.User) is not null) await sessions.SignOutAsync(Visitors.Of(context), ct);
        await context.SignOutAsync(Schemes.Cookie);
        return Results.LocalRedirect("~/sign-in?Said=out");
    }

    /// <summary>Chooses among the person's own organizations; the fragment tells the tab.</summary>
    private static IResult Choose(HttpContext context, string slug)
    {
        if (LiveSessions.Of(context)?.Organizations.FirstOrDefault(row => row.AnswersTo(slug)) is not { Slug: var present }) return Results.NotFound();
        OrganizationChoice.Choose(context, present);
        return Results.LocalRedirect($"~/#organization={present}");
    }
}
