using FlaskTrack.Core.Organizations;

namespace FlaskTrack.Web.Commands;

/// <summary>Limits an organization to reading and taking out, and lifts that again. Only the operator can.</summary>
internal static class Suspend
{
    public static Task<int> SuspendAsync(VerbCall call) => RunAsync(call, (keeping, slug, reason) => keeping.SuspendAsync(slug, reason), "is suspended: its members read and take out, and change nothing.", "is not active.");

    public static Task<int> ResumeAsync(VerbCall call) => RunAsync(call, (keeping, slug, reason) => keeping.ResumeAsync(slug, reason), "is active again.", "is not suspended.");

    private static Task<int> RunAsync(VerbCall call, Func<OrganizationKeeping, string, string, Task<SuspendOutcome>> act, string done, string other) =>
        OrganizationVerb.RunAsync(call, act, (outcome, slug) => outcome switch { SuspendOutcome.Done => null, SuspendOutcome.NotFound => OrganizationVerb.NotFound(slug), _ => $"{slug} {other}" }, done);
}
