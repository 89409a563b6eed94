using System.Text;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Tests.Platform.Pdf;

/// <summary>A packet in small: cover, execution record, attachment; every kind of block is in it.</summary>
internal static class PdfSample
{
    private const string RootHash = "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2";

    public static readonly byte[] Manifest = Encoding.UTF8.GetBytes("{\"format\":\"flasktrack-packet/1\"}");

    public static PdfDocument Packet(DateTimeOffset made) => new()
    {
        Title = "EVP-000019 Batch BAT-000122",
        Author = "Nordhavn Biolabs",
        Subject = "Evidence packet",
        CreatedAt = made,
        Footer = new("EVP-000019", "12 Nov 2026 09:18:44 CET", "Page {page} of {pages}"),
        Blocks = [.. Cover(), new RunningHead(new("BAT-000122, execution record", "", "EXE-000391 Multiplication v3")), new PageBreak(), .. Record()],
        Attachments = [new("manifest.json", "application/json", Manifest, "List of files with hashes", made)],
    };

    private static IEnumerable<Block> Cover() =>
    [
        new Brand("Nordhavn Biolabs", "Havnegata 14, 7010 Trondheim", "Evidence packet", "EVP-000019"),
        new Title("Batch", "BAT-000122", ["Solanum tuberosum".Italic(), " 'Désirée', multiplication to rooting"]),
        new SideBySide(
            [
                new KeyValues(
                [
                    new("Period", "3 Sep 2026 to 12 Nov 2026"),
                    new("State as of", "audit event 48 411"),
                    new("Purpose", "Batch release, customer audit"),
                    new("Recipient", "Vogt Audit, Henrik Vogt"),
                    new("Requested by", "Marta Okafor, Auditor"),
                    new("Made", "12 Nov 2026 09:18:44 CET (08:18:44 UTC)"),
                    new("Frameworks", "General biosafety v2, Internal lab SOP v4"),
                ]),
            ],
            [new QrCode("EVP-000019", "EVP-000019")], 84),
        new Tiles([new("48", "samples"), new("3", "executions"), new("27", "steps"), new("412", "measurements"), new("9", "signatures"), new("1 906", "events")]),
        new Callout(["17 items left out.".Bold(), " 1 incident and 12 events are outside the requester's rights; 4 sensitive files were not included by choice. Left-out events keep their sequence and hash in the proofs."]),
        new Heading(3, "Integrity"),
        new KeyValues(
        [
            new("Root hash", RootHash.Mono().Sized(8.5)),
            new("Chain head", RootHash.Hash().Sized(8.5)),
            new("Checkpoint", "42, event 48 410, ECDSA P-256, key 9e41 07c2".Mono().Sized(8.5)),
        ]),
        new Callout(
            [
                new Paragraph("To check this packet".Bold()),
                new NumberedList(
                [
                    "Open verify.html in any browser, without a network.",
                    "Drop the ZIP on the page. It checks each file, the signature, the events and their proofs.",
                    "Compare the root hash above with the one shown.",
                ]),
            ], CalloutKind.Panel),
    ];

    private static IEnumerable<Block> Record() =>
    [
        new Heading(1, "2 Execution EXE-000391"),
        new Heading(2, "2.1 Steps"),
        new Paragraph("27 steps, 1 late entry, 1 correction, 1 witnessed. Times in Europe/Oslo. Struck values were replaced; both stay on record.".Gray()) { KeepWithNext = true },
        new Table([new("#", 0.25), new("Step", 3), new("Completed", 1.2), new("By", 1), new("Value", 2), new("Remark", 1.5)],
        [
            ["1", "Explants received and labelled", "3 Sep 09:10", "L. Haddad", "60 explants, lot LOT-000340", "executed"],
            ["2", "Surface sterilization, 70 % ethanol, 60 s", "3 Sep 10:02", "L. Haddad", "60 s at 21.4 °C", "witnessed C. Wei"],
            ["3", "Sterilization, NaOCl 1.5 %, 12 min", "3 Sep 10:21", "L. Haddad", "12 min 05 s", "executed"],
            ["4", "Transfer to rooting medium, IBA 0.5 µM", "22 Oct 10:30", "L. Haddad", "48 plantlets", "late entry, reason given"],
        ]),
        new Heading(2, "2.2 Corrections"),
        new Table([new("Step", 0.5), new("Member", 2), new("First value"), new("Now", 0.6, Align.End), new("Reason", 3)],
            [["7", "shoots, SMP-012344", "12".Struck(), "2".Bold(), "Typing error, photo FIL-002140"]]),
        new Heading(2, "2.3 Signatures"),
        new Table([new("Meaning"), new("Signer", 1.6), new("Signed", 1.1), new("SHA-256 of the record", 2) { Size = 7.2 }],
        [
            ["Witnessed", "Chen Wei, Technician", "3 Sep 10:05", RootHash.Hash()],
            ["Approved", "陈伟 (Chen Wei)", "6 Nov 14:40", RootHash.Hash()],
        ]),
        new Heading(2, "2.4 Incidents"),
        new Table([new("Code"), new("What happened", 3)], []) { Empty = "No incident" },
        new Rule(),
        new Paragraph("End of the record.", Align: Align.Center),
    ];
}
