using System.Globalization;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Api;

/// <summary>The audit log, newest first. Reading only: nothing anywhere changes an event.</summary>
internal static class AuditEndpoints
{
    private static readonly string[] Filters = ["from", "to", "actor", "role", "channel", "action", "entity_type", "entity_code", "has_reason", "outcome"];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/audit-events").WithTags("Audit log");
        group.MapGet("", ListAsync).WithSummary("Events you may see, newest first").Lists<AuditRow>(ListParts.Paged | ListParts.Searched, Filters);
        group.MapGet("/{sequence:long}", GetAsync).WithSummary("One event with its place in the chain").Gives<AuditEventView>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var find = new FindAuditEvents(Filter(query), query.AfterNumber, query.Size);
        if (query.Problem is { } wrong) return Answer.Of(wrong);
        return Answer.Of(await run.RunAsync(find, ct), page => new PageJson<AuditRow>(page.Rows, new PageInfo(page.Next?.ToString(CultureInfo.InvariantCulture), find.Take)));
    }

    private static async Task<IResult> GetAsync(long sequence, IOperationRunner run, CancellationToken ct) => Answer.Of(await run.RunAsync(new GetAuditEvent(sequence), ct));

    private static AuditFilter Filter(ListQuery query) => new()
    {
        Text = query.Text,
        From = query.Time("from"),
        To = query.Time("to"),
        Actor = query.One("actor"),
        Role = query.One("role"),
        Channel = query.One("channel"),
        Action = query.One("action"),
        EntityType = query.One("entity_type"),
        EntityCode = query.One("entity_code"),
        HasReason = query.Flag("has_reason"),
        Outcome = query.Enum<AuditOutcome>("outcome"),
    };
}
