using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Api;

/// <summary>Samples by id or code.</summary>
internal static class SampleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/samples").WithTags("Samples");
        group.MapGet("", ListAsync).WithSummary("Samples you may read, a page at a time").Lists<SampleLine>(ListParts.Paged | ListParts.Sorted | ListParts.Searched | ListParts.Counted, SampleListing.Filters);
        group.MapPost("", CreateAsync).WithSummary("Make a sample, or several of a kind").Gives<SampleJson>(StatusCodes.Status201Created).TakesReason();
        group.MapGet("/{id}", GetAsync).WithSummary("One sample").Gives<SampleJson>();
        group.MapPatch("/{id}", PatchAsync).WithSummary("Change what a sample says").Gives<SampleJson>().TakesVersion().TakesReason();
        group.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a sample; its history stays").Gives(StatusCodes.Status204NoContent).TakesVersion().TakesReason();
        group.MapPost("/{id}/archive", ArchiveAsync).WithSummary("Put a sample away").Gives<SampleJson>().TakesVersion().TakesReason();
        group.MapPost("/{id}/restore", RestoreAsync).WithSummary("Bring an archived sample back").Gives<SampleJson>().TakesVersion().TakesReason();
        group.MapPost("/{id}/state", MoveAsync).WithSummary("Move a sample to another state").Gives<SampleJson>().TakesVersion().TakesReason();
        group.MapPost("/{id}/visibility", SetVisibilityAsync).WithSummary("Say who reads a sample without a grant").Gives<SampleJson>().TakesVersion().TakesReason();
        group.MapPost("/{id}/transfer", TransferAsync).WithSummary("Hand a sample to another owner").Gives<SavedSample>().TakesVersion().TakesReason();
        SampleAccessEndpoints.Map(group);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var withTotal = query.WithTotal;
        var find = SampleListing.Read(query);
        if (query.Problem is { } wrong) return Answer.Of(wrong);
        var page = await run.RunAsync(find, ct);
        var total = withTotal && page.IsOk ? await run.RunAsync(new CountSamples(find.Filter), ct) : null;
        return Answer.Of(page, rows => SampleListing.Page(rows, find.Size, total is { IsOk: true } ? total.Value : null));
    }

    private static async Task<IResult> CreateAsync(Body<NewSampleBody> body, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var made = await run.RunAsync(body.Value.ToCommand(http.Reason()), ct);
        if (!made.IsOk) return Answer.Of(made.Problem);
        if (made.Value.Samples is not [var one]) return Answer.Of(made, all => new { data = all.Samples }, StatusCodes.Status201Created);
        var view = await run.RunAsync(new GetSample(one.Id), ct);
        return view.IsOk ? Answer.Created(SampleJson.Of(view.Value), $"/api/v1/samples/{one.Code}") : Answer.Of(view.Problem);
    }

    private static async Task<IResult> GetAsync(string id, IOperationRunner run, CancellationToken ct) =>
        Answer.Of(await run.RunAsync(new GetSample(Ref(id)), ct), SampleJson.Of);

    private static async Task<IResult> PatchAsync(string id, Patch<SampleBody> patch, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var now = await run.RunAsync(new GetSampleToEdit(Ref(id)), ct);
        if (!now.IsOk) return Answer.Of(now.Problem);
        var (body, fault) = patch.On(SampleBody.Of(now.Value.Fields));
        if (fault is not null) return Answer.Of(fault);
        var edit = new EditSample(Ref(id), body!.Fields(), http.Version() ?? now.Value.Version) { Parents = body.ParentRefs(), Reason = http.Reason() };
        return await ShowAsync(await run.RunAsync(edit, ct), run, ct);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Nothing(await run.RunAsync(new DeleteSample(Ref(id), http.Reason() ?? "", http.Version()), ct));

    private static async Task<IResult> ArchiveAsync(string id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        await ShowAsync(await run.RunAsync(new ArchiveSample(Ref(id), http.Version(), http.Reason()), ct), run, ct);

    private static async Task<IResult> RestoreAsync(string id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        await ShowAsync(await run.RunAsync(new RestoreSample(Ref(id), http.Reason() ?? "", http.Version()), ct), run, ct);

    private static async Task<IResult> MoveAsync(string id, Body<StateBody> body, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        await ShowAsync(await run.RunAsync(new ChangeSampleState(Ref(id), body.Value.State, http.Version(), body.Value.Reason ?? http.Reason()), ct), run, ct);

    private static async Task<IResult> SetVisibilityAsync(string id, Body<VisibilityBody> body, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        body.Value.Visibility is not { } visibility
            ? Answer.Of(ApiFault.Field("visibility", "Visibility must be organization or restricted."))
            : await ShowAsync(await run.RunAsync(new SetSampleAccess(Ref(id), visibility, http.Version(), body.Value.Reason ?? http.Reason()), ct), run, ct);

    /// <summary>Answers what was handed over, not the sample: the caller may not be able to read it any more.</summary>
    private static async Task<IResult> TransferAsync(string id, Body<TransferBody> body, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Of(await run.RunAsync(new TransferSample(Ref(id), body.Value.To, body.Value.Reason ?? http.Reason() ?? "", http.Version()), ct));

    private static async Task<IResult> ShowAsync(Result<SavedSample> saved, IOperationRunner run, CancellationToken ct) =>
        saved.IsOk ? Answer.Of(await run.RunAsync(new GetSample(saved.Value.Id), ct), SampleJson.Of) : Answer.Of(saved.Problem);

    private static RecordRef<Sample> Ref(string id) => RecordRef<Sample>.Parse(id);
}
