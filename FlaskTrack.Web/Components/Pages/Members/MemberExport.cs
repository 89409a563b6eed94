using System.Globalization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Lists;

using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Downloads what the list of members shows: the query is the list's own, with a format and, for selected members only, their ids.</summary>
public static class MemberExport
{
    public static WebApplication MapMemberExport(this WebApplication app)
    {
        app.MapGet("/members/export", ExportAsync);
        return app;
    }

    [Serves<ExportMembers>]
    private static async Task<IResult> ExportAsync(HttpContext context, IOperationRunner runner, CancellationToken ct) =>
        FileAnswer.Of(await runner.RunAsync(Read(context.Request.QueryString.Value ?? ""), ct), context, "/members");

    internal static ExportMembers Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var ids = values.TryGetValue("ids", out var given) ? given.ToString().Split(',').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).ToList() : [];
        var format = values.TryGetValue("format", out var word) && word == "csv" ? ExportFormat.Csv : ExportFormat.Xlsx;

        // Ids name the members by themselves: one that the filter no longer has was still selected.
        return new ExportMembers(ids.Count > 0 ? new FindMembers() : MemberAddress.Read(query).Find, format, ids);
    }
}
