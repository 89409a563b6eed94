namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>File names inside a packet.</summary>
public static class PacketNames
{
    public const string Pdf = "packet.pdf";
    public const string Workbook = "packet.xlsx";
    public const string Records = "records.json";
    public const string Events = "audit.jsonl";
    public const string Proofs = "proofs.json";
    public const string VerifyPage = "verify.html";
    public const string Files = "files/";
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";

    private static readonly string[] Order = [Pdf, Workbook, Records, Events, Proofs, VerifyPage];

    /// <summary>What every packet has beside its manifest and signature, in the order in which it is written.</summary>
    public static IReadOnlyList<string> Demanded => Order;

    /// <summary>SECURITY: whether unpacking the name anywhere stays inside that folder.</summary>
    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= 240 && !name.Any(character => character is '\\' or ':' || char.IsControl(character))
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>The page that checks a packet in a browser, offline.</summary>
    public static byte[] ReadVerifyPage()
    {
        using var page = typeof(PacketNames).Assembly.GetManifestResourceStream("FlaskTrack.Core.Platform.Integrity.verify.html")
            ?? throw new InvalidOperationException("The verification page is not in the assembly.");
        using var bytes = new MemoryStream();
        page.CopyTo(bytes);
        return bytes.ToArray();
    }

    internal static int Compare(string left, string right)
    {
        var (first, second) = (Array.IndexOf(Order, left), Array.IndexOf(Order, right));
        if (first >= 0 || second >= 0) return ((uint)first).CompareTo((uint)second);
        return string.CompareOrdinal(left, right);
    }
}
