using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Lists;

using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Downloads what the list shows as a file: the query is the list's own, with a format and, for selected rows only, their codes.</summary>
public static class SampleExport
{
    public static WebApplication MapSampleExport(this WebApplication app)
    {
        app.MapGet("/samples/export", ExportAsync);
        return app;
    }

    [Serves<ExportSamples>]
    private static async Task<IResult> ExportAsync(HttpContext context, IOperationRunner runner, TimeProvider clock, CancellationToken ct) =>
        FileAnswer.Of(await runner.RunAsync(Read(context.Request.QueryString.Value ?? "", clock.GetUtcNow()), ct));

    internal static ExportSamples Read(string query, DateTimeOffset now)
    {
        var address = SampleAddress.Read(query);
        var values = QueryHelpers.ParseQuery(query);
        string[] Codes(string name) => values.TryGetValue(name, out var given) ? given.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        var codes = Codes("codes");
        return new ExportSamples
        {
            // Codes name the rows by themselves: one that the filter no longer has was still selected.
            Filter = codes.Length > 0 ? new SampleFilter { Codes = codes, Status = null } : address.Filter(now) with { NotCodes = Codes("except") },
            Sort = address.Order,
            Descending = address.Sort.Descending,
            Format = values.TryGetValue("format", out var format) && SampleWords.Parse<ExportFormat>(format.ToString()) is { } known ? known : ExportFormat.Xlsx,
        };
    }
}
