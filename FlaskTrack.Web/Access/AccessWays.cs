using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Access;

/// <summary>Where somebody goes who is signed in and may not work in the organization as things are.</summary>
internal static class AccessWays
{
    /// <summary>The page that helps; null where signing in anew, or another role, is what it takes.</summary>
    public static string? Out(Denial denial) => denial switch
    {
        { RequiredCapability: "two_factor" } => "/account/security?Said=two-factor",
        { Restriction: "address" } => "/no-access?restriction=address",
        _ => null,
    };
}
