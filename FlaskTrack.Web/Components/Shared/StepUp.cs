using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>The way over the page that asks who somebody is, for acts that take a password or factor given a moment ago, and back to what was typed.</summary>
internal static class StepUp
{
    private const string Restore = "restore";

    /// <summary>Whether the act asks for a password or factor given a moment ago.</summary>
    public static bool IsAsked(Problem? problem) => problem is Problem.Refused { Denial.RequiredCapability: "recent_authentication" };

    /// <summary>Leads to the page that asks, and from there back here, where a form puts its draft back by itself.</summary>
    public static string Address(NavigationManager navigation) => Address("/" + navigation.ToBaseRelativePath(navigation.Uri));

    /// <param name="back">Path and query of the page to come back to.</param>
    public static string Address(string back) => $"/account/confirm?ReturnUrl={Uri.EscapeDataString(ComesBack(new Uri(new Uri("http://here/"), back)) ? back : QueryHelpers.AddQueryString(back, Restore, "1"))}";

    /// <summary>Whether the page was come back to.</summary>
    public static bool ComesBack(Uri page) => QueryHelpers.ParseQuery(page.Query).ContainsKey(Restore);
}
