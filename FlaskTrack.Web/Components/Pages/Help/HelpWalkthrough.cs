using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;

namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>One step of the walkthrough.</summary>
/// <param name="Operation">What whoever does the step must be allowed to do.</param>
public sealed record WalkthroughStep(string Key, string Title, string Text, string Link, string Href, Type Operation);

/// <summary>From an empty organization to a packet that an inspector checks.</summary>
public static class HelpWalkthrough
{
    public static IReadOnlyList<WalkthroughStep> Steps { get; } =
    [
        new("sites", "Name your sites", "A site is a place where you work: a culture room, a fermentation hall. Samples can belong to one, and members can be limited to some.", "Sites", "/organization/sites", typeof(CreateSite)),
        new("people", "Invite people", "Give each the lowest role that lets them work. Somebody from quality gets Auditor with a last day: it reads everything and changes nothing.", "Invitations", "/members/invitations", typeof(InviteMembers)),
        new("sample", "Make the first sample", "Choose the domain first: it decides the states. Give a species, a kind and where it is kept.", "New sample", "/samples/new", typeof(CreateSample)),
        new("import", "Bring in what you have", "Drop the sheet you keep today. You see what each row would do, put wrong cells right in place, and write all rows or none.", "Import samples", "/import/samples", typeof(PreviewSampleImport)),
        new("lineage", "Make descendants", "Open a sample and choose New sample from this. Several at once get numbered names. The lineage shows on each of them.", "Samples", "/samples", typeof(FindSamples)),
        new("state", "Follow their states", "Move samples on as the work does. Mark a contaminated one as what it is: it stays on record, and its descendants are one click away.", "Samples", "/samples", typeof(ChangeSampleState)),
        new("log", "Look at the audit log", "Every step so far is there, with your name and role. Open an event to see values before and after, and its place in the chain.", "Audit log", "/audit", typeof(FindAuditEvents)),
        new("verify", "Verify the chain", "Every hash is computed again. Green means: nothing was changed, taken out or put in since the first event.", "Verify", "/audit/verify", typeof(VerifyChain)),
        new("packet", "Hand over a packet", "Build an evidence packet of the samples an inspector asks for. Open verify.html from the ZIP on a computer without a network.", "New packet", "/evidence/new", typeof(RequestEvidence)),
    ];

    public static IReadOnlyList<HelpSection> Sections { get; } = [.. Steps.Select((step, at) => new HelpSection(step.Key, $"{at + 1} {step.Title}", "arrow_forward", [], [step.Text]) { Href = "/help/walkthrough#" + step.Key })];
}
