using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Web.Components.Pages.Audit;

/// <summary>Verifications in words.</summary>
internal static class VerificationText
{
    public static bool HasAnswer(VerificationView run) => run.State is VerificationState.Intact or VerificationState.Broken;

    public static string Outcome(VerificationView run) => run.State switch
    {
        VerificationState.Intact => "Intact",
        VerificationState.Broken => $"Broken at event {AuditText.Count(run.FirstBroken ?? 0)}",
        VerificationState.Cancelled => run.Detail ?? "Stopped",
        VerificationState.Failed => $"No answer. {run.Detail}",
        _ => "At work",
    };

    public static string Fault(ChainFault fault) => string.Concat(fault.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
}
