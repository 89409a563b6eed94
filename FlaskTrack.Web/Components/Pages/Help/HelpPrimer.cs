namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>Regulation in the words of a scientist. It explains and gives no legal advice.</summary>
public static class HelpPrimer
{
    public static IReadOnlyList<HelpSection> All { get; } =
    [
        Part("why", "Why records are kept this way", "policy",
        [
            "Somebody who was not there must be able to see what was done, by whom and when, and to trust that nobody changed it afterwards. That is all that rules such as 21 CFR Part 11, EU GMP Annex 11, OECD GLP and ISO 17025 come down to.",
            "Their common short form is ALCOA+: a record is attributable, legible, contemporaneous, original and accurate, and also complete, consistent, enduring and available.",
            "FlaskTrack keeps every value that was ever there. A correction does not replace what was written; it stands beside it with a name, a time and, where the rules ask for it, a reason.",
        ]),
        Part("biosafety", "Levels of biosafety", "health_and_safety",
        [
            "Four levels say how a place is built and how people work in it, by what could happen if something got out.",
            "- Level 1: agents not known to make healthy adults ill. Ordinary bench work with good practice. Most plant tissue culture and most edible fungi.",
            "- Level 2: agents that can make people ill, with treatment at hand. Access is limited, work that makes aerosols happens in a cabinet, people are trained for the agent.",
            "- Level 3: agents that spread through the air and can be grave. The room holds negative pressure, everything that leaves is decontaminated.",
            "- Level 4: dangerous agents without treatment. Special buildings only.",
            "In FlaskTrack a site carries its level, and so does what is kept in it.",
        ]),
        Part("recombinant", "Recombinant work", "biotech",
        [
            "Work with recombinant or synthetic nucleic acids is assessed before it begins: what the insert does, which vector carries it, which host holds it, how much there will be. In the United States the NIH Guidelines sort it into sections; in the European Union directive 2009/41/EC sorts it into four classes.",
            "A plant made with Agrobacterium stays a regulated organism in every descendant. Lineage is therefore not a convenience: it is how one finds, years later, everything that came of one transformation.",
            "Keep parents complete from the first sample on. What was not recorded cannot be proved later.",
        ]),
        Part("recorded", "What is recorded", "receipt_long",
        [
            "FlaskTrack writes down by itself: every change of a record, setting, role or membership; every sign-in, failed sign-in and sign-out; every refusal; every export, download, verification and evidence packet.",
            "Each of these is an event with a number. The numbers have no gap, and each event carries the hash of the one before, so that nothing can be changed, taken out or put in without being found.",
            "Passwords, keys and codes are never in an event, not even as hashes.",
        ]),
        Part("yours", "What remains with the laboratory", "gavel",
        [
            "Software cannot make a laboratory comply. Training, written procedures, identity checks before somebody gets an account, the review of the audit trail, and the decision what to keep for how long are the laboratory's own.",
            "This version has no electronic signatures, approvals, incidents, training records or retention rules yet. Where your rules ask for them, keep them as you did before.",
        ]),
    ];

    private static HelpSection Part(string key, string title, string icon, string[] text) => new(key, title, icon, [], text) { Href = "/help/primer#" + key };
}
