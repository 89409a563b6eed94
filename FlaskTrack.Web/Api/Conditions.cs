using System.Globalization;

using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Api;

/// <summary>What a request says in its headers about the act.</summary>
internal static class Conditions
{
    /// <summary>Version of If-Match; null without one or for <c>*</c>. What is no version of ours matches none.</summary>
    public static int? Version(this HttpContext context)
    {
        var given = context.Request.Headers.IfMatch.ToString().Trim();
        if (given is "" or "*") return null;
        return int.TryParse(given.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>Why, where a guard wants to know.</summary>
    public static string? Reason(this HttpContext context) => StoredText.Clean(context.Request.Headers["X-Reason"].ToString());
}
