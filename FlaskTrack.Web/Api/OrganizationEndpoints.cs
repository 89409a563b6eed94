using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Api;

/// <summary>The organization, its sites and species, and what the caller is in it.</summary>
internal static class OrganizationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/me", MeAsync).WithTags("Organization").WithSummary("Who you are here and what you may do").Gives<MeJson>();
        api.MapGet("/organization", GetAsync).WithTags("Organization").WithSummary("The organization with its settings").Gives<OrganizationView>();
        api.MapPatch("/organization", PatchAsync).WithTags("Organization").WithSummary("Change general settings").Gives<OrganizationView>().TakesVersion();
        api.MapPatch("/organization/security", PatchSecurityAsync).WithTags("Organization").WithSummary("Change what is asked of sign-ins and given to new records").Gives<OrganizationView>().TakesVersion();
        api.MapPost("/organization/slug", ChangeSlugAsync).WithTags("Organization").WithSummary("Change the slug; the old one works for 90 days more").Gives<OrganizationView>().TakesVersion().TakesReason();
        api.MapGet("/species", SpeciesAsync).WithTags("Catalog").WithSummary("Species, at most 200").Lists<SpeciesRow>(ListParts.Searched, "domain");
        var sites = api.MapGroup("/sites").WithTags("Sites");
        sites.MapGet("", SitesAsync).WithSummary("Places of work").Lists<SiteRow>(ListParts.None, "archived");
        sites.MapPost("", CreateSiteAsync).WithSummary("Add a place of work").Gives<SiteRow>(StatusCodes.Status201Created);
        sites.MapPatch("/{id:long}", PatchSiteAsync).WithSummary("Change a place of work").Gives<SiteRow>().TakesVersion();
        sites.MapPost("/{id:long}/archive", ArchiveSiteAsync).WithSummary("Take a place of work out of use").Gives<SiteRow>().TakesVersion();
        sites.MapPost("/{id:long}/restore", RestoreSiteAsync).WithSummary("Bring a place of work back").Gives<SiteRow>().TakesVersion();
    }

    private static async Task<IResult> MeAsync(IOperationRunner run, CancellationToken ct) => Answer.Of(await run.RunAsync(new GetMyAccess(), ct), MeJson.Of);

    private static async Task<IResult> GetAsync(IOperationRunner run, CancellationToken ct) => Answer.Row(await run.RunAsync(new GetOrganization(), ct), view => view.Version);

    private static async Task<IResult> PatchAsync(Patch<OrganizationBody> patch, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var now = await run.RunAsync(new GetOrganization(), ct);
        if (!now.IsOk) return Answer.Of(now.Problem);
        var (body, fault) = patch.On(OrganizationBody.Of(now.Value));
        return fault is not null ? Answer.Of(fault) : Answer.Row(await run.RunAsync(body!.ToCommand(http.Version() ?? now.Value.Version), ct), view => view.Version);
    }

    private static async Task<IResult> PatchSecurityAsync(Patch<SecurityBody> patch, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var now = await run.RunAsync(new GetOrganization(), ct);
        if (!now.IsOk) return Answer.Of(now.Problem);
        var (body, fault) = patch.On(SecurityBody.Of(now.Value.Security));
        return fault is not null ? Answer.Of(fault) : Answer.Row(await run.RunAsync(body!.ToCommand(http.Version() ?? now.Value.Version), ct), view => view.Version);
    }

    private static async Task<IResult> ChangeSlugAsync(Body<SlugBody> body, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(new ChangeSlug(body.Value.Slug, http.Reason() ?? body.Value.Reason, http.Version()), ct), view => view.Version);

    private static async Task<IResult> SpeciesAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var find = new FindSpecies(query.Text, query.Enum<Domain>("domain"));
        return query.Problem is { } wrong ? Answer.Of(wrong) : Answer.All(await run.RunAsync(find, ct));
    }

    private static async Task<IResult> SitesAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var find = new FindSites(query.Flag("archived") ?? false);
        return query.Problem is { } wrong ? Answer.Of(wrong) : Answer.All(await run.RunAsync(find, ct));
    }

    private static async Task<IResult> CreateSiteAsync(Body<SiteBody> body, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(body.Value.ToCommand(), ct), site => site.Version, StatusCodes.Status201Created);

    private static async Task<IResult> PatchSiteAsync(long id, Patch<SiteBody> patch, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var all = await run.RunAsync(new FindSites(WithArchived: true), ct);
        if (!all.IsOk) return Answer.Of(all.Problem);
        if (all.Value.FirstOrDefault(site => site.Id == id) is not { } now) return Answer.Of(Problem.NotFound);
        var (body, fault) = patch.On(SiteBody.Of(now));
        return fault is not null ? Answer.Of(fault) : Answer.Row(await run.RunAsync(body!.ToCommand(id, http.Version() ?? now.Version), ct), site => site.Version);
    }

    private static async Task<IResult> ArchiveSiteAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(new ArchiveSite(id, http.Version()), ct), site => site.Version);

    private static async Task<IResult> RestoreSiteAsync(long id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Row(await run.RunAsync(new RestoreSite(id, http.Version()), ct), site => site.Version);
}
