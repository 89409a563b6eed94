using FlaskTrack.Core.Organizations;

namespace FlaskTrack.Web.Commands;

/// <summary>Opens an organization again that an owner closed.</summary>
internal static class Reopen
{
    public static Task<int> RunAsync(VerbCall call) => OrganizationVerb.RunAsync(call, (keeping, slug, reason) => keeping.ReopenAsync(slug, reason), Words, "is open again.");

    private static string? Words(ReopenOutcome outcome, string slug) => outcome switch
    {
        ReopenOutcome.Reopened => null,
        ReopenOutcome.NotFound => OrganizationVerb.NotFound(slug),
        ReopenOutcome.NotClosed => $"{slug} is not closed.",
        _ => $"{slug} was closed more than {OrganizationKeeping.ReopenDays} days ago.",
    };
}
