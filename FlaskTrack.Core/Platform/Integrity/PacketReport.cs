namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>One named check. The reason names the file, event or record that failed; for a passed check it says what was seen.</summary>
public sealed record PacketCheck(string Name, bool Ok, string Reason);

/// <summary>What checking a packet found. Without a readable manifest or proofs the names and the root are null.</summary>
/// <param name="KeyWasCompared">Whether published keys were given. Anybody can sign a whole packet with a key of their own.</param>
public sealed record PacketReport(string? Packet, string? Organization, string? RootHash, string? KeyId, bool KeyWasCompared, IReadOnlyList<PacketCheck> Checks)
{
    public bool Ok => Checks.All(check => check.Ok);

    /// <summary>The whole outcome in a sentence.</summary>
    public string Verdict => !Ok ? "The packet is not whole." : KeyWasCompared ? "The packet is whole." : "The packet is whole; the key was not compared with a published one.";
}

/// <summary>SECURITY: what a packet may make the verifier unpack and hold, and therefore what may be written into one. Below these a ZIP needs none of its
/// 64-bit records, which programs read in different ways.</summary>
public sealed record PacketLimits
{
    public int Entries { get; init; } = 65_000;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public long TotalBytes { get; init; } = 0xF000_0000;

    /// <summary>Bytes of each of the JSON files, which are held in memory.</summary>
    public long JsonBytes { get; init; } = 512L << 20;
}
