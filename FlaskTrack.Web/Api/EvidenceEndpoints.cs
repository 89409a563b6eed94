using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>Evidence packets: asked for, watched until they are ready, downloaded.</summary>
internal static class EvidenceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/evidence-packets").WithTags("Evidence packets");
        group.MapGet("", ListAsync).WithSummary("Packets you may read, newest first").Lists<PacketRow>(ListParts.Paged | ListParts.Searched, "state");
        group.MapPost("", RequestAsync).WithSummary("Ask for a packet of samples or a period").Gives<PacketView>(StatusCodes.Status201Created).TakesReason();
        group.MapGet("/{id}", GetAsync).WithSummary("One packet with its progress").Gives<PacketView>();
        group.MapGet("/{id}/download", DownloadAsync).WithSummary("The packet as a ZIP").WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(byte[]), ["application/zip"]));
        group.MapPost("/{id}/cancel", CancelAsync).WithSummary("Stop building a packet").Gives<PacketView>();
        group.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a packet; its history stays").Gives(StatusCodes.Status204NoContent).TakesVersion().TakesReason();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var query = new ListQuery(http.Request.Query);
        var find = new FindEvidence(query.Enum<PacketState>("state"), query.Text, query.AfterNumber, query.Size);
        if (query.Problem is { } wrong) return Answer.Of(wrong);
        return Answer.Of(await run.RunAsync(find, ct), page => new PageJson<PacketRow>(page.Rows, new PageInfo(page.Next?.ToString(CultureInfo.InvariantCulture), find.Take)));
    }

    private static async Task<IResult> RequestAsync(Body<PacketBody> body, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var asked = await run.RunAsync(new RequestEvidence(body.Value.ToRequest(), http.Reason()), ct);
        return asked.IsOk ? Answer.Created(Shape(asked.Value), $"/api/v1/evidence-packets/{asked.Value.Code}", asked.Value.Version) : Answer.Of(asked.Problem);
    }

    private static async Task<IResult> GetAsync(string id, IOperationRunner run, CancellationToken ct) => Row(await run.RunAsync(new GetEvidence(Ref(id)), ct));

    private static async Task<IResult> DownloadAsync(string id, HttpContext http, IOperationRunner run, CancellationToken ct)
    {
        var packet = await run.RunAsync(new DownloadEvidence(Ref(id)), ct);
        if (!packet.IsOk) return Answer.Of(packet.Problem);
        http.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(packet.Value.Sha256))}:";
        return Results.Stream(packet.Value.Content, "application/zip", packet.Value.FileName);
    }

    private static async Task<IResult> CancelAsync(string id, IOperationRunner run, CancellationToken ct) => Row(await run.RunAsync(new CancelEvidence(Ref(id)), ct));

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IOperationRunner run, CancellationToken ct) =>
        Answer.Nothing(await run.RunAsync(new DeleteEvidence(Ref(id), http.Reason(), http.Version()), ct));

    private static IResult Row(Result<PacketView> packet) => packet.IsOk ? Answer.Row<JsonObject>(Shape(packet.Value), _ => packet.Value.Version) : Answer.Of(packet.Problem);

    /// <summary>The view with the rights in the form every record has.</summary>
    private static JsonObject Shape(PacketView view)
    {
        var node = JsonSerializer.SerializeToNode(view, ApiJson.Options)!.AsObject();
        node.Remove("access");
        node["permissions"] = JsonSerializer.SerializeToNode(Permits.Of(view.Access, null, Permissions.Evidence.Delete), ApiJson.Options);
        return node;
    }

    private static RecordRef<EvidencePacket> Ref(string id) => RecordRef<EvidencePacket>.Parse(id);
}

/// <summary>Samples by code, or a period.</summary>
internal sealed record PacketBody(IReadOnlyList<string>? Codes = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Purpose = null, string? Recipient = null, bool IncludeSensitive = false, string? Replaces = null)
{
    public EvidenceRequest ToRequest() => new() { Codes = Codes ?? [], From = From, To = To, Purpose = Purpose, Recipient = Recipient, IncludeSensitive = IncludeSensitive, Replaces = Replaces };
}
