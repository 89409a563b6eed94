using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Api;

/// <summary>Who reaches a sample, and why somebody may or may not do something with it.</summary>
internal static class SampleAccessEndpoints
{
    public static void Map(RouteGroupBuilder samples)
    {
        samples.MapGet("/{id}/access", ReachAsync).WithSummary("Who reaches a sample, and by what").Gives<SampleReach>();
        samples.MapGet("/{id}/access/explain", ExplainAsync).WithSummary("Why a member may or may not use a permission on a sample; you, unless user names a membership").Gives<WhyJson>();
    }

    private static async Task<IResult> ReachAsync(string id, IOperationRunner run, CancellationToken ct) =>
        Answer.Of(await run.RunAsync(new GetSampleAccess(RecordRef<Sample>.Parse(id)), ct));

    private static async Task<IResult> ExplainAsync(string id, string? permission, long? user, IOperationRunner run, CancellationToken ct) =>
        Answer.Of(await run.RunAsync(new ExplainSampleAccess(RecordRef<Sample>.Parse(id), permission ?? "", user), ct), WhyJson.Of);
}

/// <param name="Code">As of errors; left out where allowed.</param>
internal sealed record WhyJson(long MemberId, string Name, string Role, bool Allowed, Level Level, string Verdict, string? Code, IReadOnlyList<AccessFact> Facts)
{
    public static WhyJson Of(SampleWhy why) =>
        new(why.MemberId, why.Name, why.Role, why.Explanation.Allowed, why.Explanation.Level, why.Verdict, why.Explanation.Denial?.Name, why.Explanation.Facts);
}
