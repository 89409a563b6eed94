namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>What each page is for and how it works.</summary>
public static class HelpPages
{
    public static IReadOnlyList<HelpSection> All { get; } =
    [
        new("home", "Home", "home", ["/"],
        [
            "Home shows what needs you: your own samples that were contaminated, failed or escaped and are not archived yet, your recent samples, and counts with small charts.",
            "Every number is a link to the list behind it.",
        ]),
        new("samples", "Samples", "science", ["/samples"],
        [
            "A sample is one thing you keep and follow: an explant, a spawn bag, a colony, a broth. It has a code of its own, such as SMP-000123, that is never used again.",
            "- Filters, sorting, columns and the page are part of the address. Send the address and a colleague sees the same list, as far as they may read it.",
            "- Board puts the samples of one domain into columns by state. Move a card with its Move menu or drag it; only the moves that are allowed from where it is are offered.",
            "- Age counts whole days since a sample was recorded, Time in its state those since its last change of state: 30- is 30 days and more, -7 up to 7, 2-5 from 2 to 5. A saved view counts them anew each day.",
            "- Location takes places exactly as they are recorded, chosen from those in use or typed.",
            "- Save a view to keep filters, sort and columns under a name, for yourself or shared with the organization. A shared view shows each person what they may read; only its owner changes or deletes it.",
            "- Tick samples to change, archive or delete many at once: all of them, or none. Evidence packet hands the ticked samples to the packet wizard.",
            "- Export gives the rows of the filter as CSV or XLSX; it can be imported again as it is.",
        ]),
        new("sample", "One sample", "science", ["/samples/new"],
        [
            "A sample's domain decides which states it can be in and in which order. FlaskTrack offers only the moves that are allowed from where it is; a correction of a wrong state asks for a reason.",
            "Parents make the lineage. A sample cannot be its own ancestor; FlaskTrack refuses a circle when you save.",
            "Restricted samples are read by their owner, admins and those they were given to. Sensitive marks values that some roles never see.",
            "If somebody saved the sample while you were editing it, nothing is overwritten: you see both versions side by side and choose, field by field.",
            "Deleting leaves a tombstone. The content is gone from every list; the history stays in the audit log.",
        ]),
        new("import", "Import", "upload_file", ["/import", "/imports"],
        [
            "Import reads a CSV, TSV or XLSX file with one sample a row. Nothing is written before you have seen what each row would do.",
            "- Encoding, delimiter and decimal sign are found by themselves and can be changed.",
            "- Columns are matched by their headings; a mapping can be kept under a name.",
            "- Rows in error show the cell, the cause and what is accepted. Put them right in place.",
            "- The commit writes all rows in one transaction, or none.",
            "- More than 200 rows are written in the background. The page shows how far it has come; you can leave it, come back, and stop it with nothing written.",
            "- An import can be undone within 24 hours, as long as nothing was built on it: its samples are archived.",
        ]),
        new("evidence", "Evidence packets", "inventory", ["/evidence"],
        [
            "A packet is a ZIP that proves what was recorded, and that can be checked without FlaskTrack and without a network: open verify.html from the ZIP in a browser and drop the ZIP on it.",
            "- What: one sample, a set of samples, or everything that changed in a period.",
            "- It is built under your rights. What you may not read is counted on the cover and shown nowhere.",
            "- Building goes on when you leave the page; a notice tells you when it is ready. Stop building leaves nothing behind.",
            "- Verify here runs the same checks on the kept file. Each verification and each download is in the audit log.",
            "- Amend makes a new packet with a number of its own that says which one it replaces and why. The old one stays readable and is marked as superseded.",
        ]),
        new("audit", "Audit log", "receipt_long", ["/audit"],
        [
            "Every change and its event are written together: neither exists without the other. An event says who, in which role, when, through which door, what, on which record, from what to what, and why.",
            "Events of records that you may not read show as withheld, with their number, time and hash, so that you can see that none is missing.",
            "- Filter by who, role, channel, action, record, reason and outcome, or by text in the values. The address keeps the filter.",
            "- An open event shows each value before and after, its place in the chain, and whether its hash was computed again and is equal.",
            "- Proof of this event gives a small JSON file that can be checked without FlaskTrack.",
            "- Export gives the filtered events as Excel, CSV, or JSON lines exactly as they were hashed.",
        ]),
        new("verify", "Verifying the chain", "verified_user", ["/audit/verify"],
        [
            "Each event carries the SHA-256 hash of the one before it. Verification computes every hash again, compares each with its neighbour, and checks every signed checkpoint.",
            "It runs by itself every night, and here whenever you like. Work goes on meanwhile; the page can be left and come back to, and whoever asked for it, or an admin, can stop it.",
            "Each verification stays in the list with who asked for it, when, and what it found. One that was stopped answers nothing, so the answer before it holds.",
            "A broken chain names the first event that does not fit, on every page of owners, admins and auditors, until a later verification finds it intact. Keep the database as it is, and tell whoever runs FlaskTrack.",
        ]),
        new("reviews", "Reviews of the audit log", "fact_check", ["/audit/reviews"],
        [
            "A regulated laboratory does not only keep an audit trail, somebody looks at it. Mark reviewed records who looked through which events, when, and what they found.",
            "Every event is due within 30 days. When one waits longer, those who may review are reminded.",
            "Whoever made critical events of the span cannot answer for it alone: such a review counts once a second person confirms it.",
            "Nothing can be reviewed that the reviewer may not read, or that lies behind a break of the chain.",
        ]),
        new("members", "Members", "group", ["/members"],
        [
            "A member is a person with a role in this organization, from a day on and, where you say so, until a day. An auditor always has a last day.",
            "- Nobody can give a role that is not below their own, and an organization always keeps an owner.",
            "- Suspending stops somebody at once, also in pages that are open; their work stays.",
            "- Whoever lost authenticator and recovery codes has the second factor reset by an admin of every organization they work in, is signed out, and enrols again before any of them opens.",
            "- A member's page lists every permission they have and where it comes from.",
        ]),
        new("invitations", "Invitations", "mail", ["/members/invitations"],
        [
            "An invitation goes to an e-mail address with a link that works once and for a limited time. Whoever accepts must own that address.",
            "You can send it again, which makes the old link useless, or revoke it.",
        ]),
        new("role-table", "Roles", "badge", ["/roles"],
        [
            "The table of all permissions and which role holds them. It is not a copy: the server decides by the same table.",
            "A permission on a record also needs the level in the column Level, which comes from owning the record, from being given it, or from its visibility.",
        ]),
        new("organization", "Organization and settings", "domain", ["/organization"],
        [
            "Profile, sites and settings of the organization. Each change is an event with the value before and after.",
            "- The time zone is the one in which members read times who chose none of their own, and it decides which day an event belongs to in packets.",
            "- A logo is a PNG, JPEG or WebP image of at most 1 MB. PNG and JPEG also stand on the cover of evidence packets.",
            "- The slug names the organization in commands and in the API. It can be changed with a reason; the old one works for 90 days more, and nobody else can take it before.",
            "- Letters of the organization can go by a mail server of its own. The test message tries what is in the form and shows the server's answer; nothing is saved by it. The password is kept encrypted and never shown again.",
            "- Security settings say whether a second factor is asked for, and when an idle session ends. Changing them asks who you are again.",
        ]),
        new("notifications", "Notifications", "notifications", ["/notifications", "/account/notifications"],
        [
            "The bell rings for finished packets and imports, changes of your role, warnings and reminders. It counts what you have not read.",
            "Choose for each kind whether it comes in FlaskTrack, by e-mail at once, or in a daily or weekly letter. Notices about the security of your account are always on.",
            "E-mails carry titles and codes, no values. A notice of a record that you can no longer read is gone.",
        ]),
        new("account", "Your account", "account_circle", ["/account"],
        [
            "Your name is printed on what you do from now on; old records keep the name you had.",
            "- Times, dates and colours: the zone you read times in, the form of dates and the theme, in every browser. What is stored, exported or put in a packet does not change with it; days of packets are the organization's.",
            "- Security: password, authenticator, recovery codes, passkeys.",
            "- Sessions: every place where you are signed in, each of which you can end.",
        ]),
        new("search", "Search", "search", [],
        [
            "Ctrl K opens search on every page. It finds samples by code and name, and pages by their title. Enter opens the first.",
            "It shows only what you may read; a restricted sample and one that does not exist look the same.",
        ]),
    ];
}
