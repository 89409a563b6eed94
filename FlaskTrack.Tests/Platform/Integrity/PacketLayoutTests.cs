using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>An archive that one program could read differently from another is no packet, for any of the verifiers, even where every file that they see is right.</summary>
public sealed class PacketLayoutTests : IDisposable
{
    private readonly SamplePacket sample = new();

    [Fact]
    public async Task Taking_a_packet_apart_and_together_changes_nothing()
    {
        var packet = await sample.MakeAsync();
        Assert.Equal(packet, RawZip.Read(packet).ToBytes());
        Verifiers.Accept(packet, sample.Keys.Active.PublicKey);
    }

    [Fact]
    public async Task Two_ends_a_comment_and_bytes_around_the_files_are_refused()
    {
        await RefusedAsync(zip => zip.Comment = "Reviewed"u8.ToArray(), "without a comment");
        // The first end reaches the end of the file with its comment; the last one is what most programs take.
        var second = RawZip.Read(await OtherAsync()).ToBytes()[^22..];
        await RefusedAsync(zip => zip.Comment = [.. second, 0, 0], "without a comment");
        await RefusedAsync(zip => zip.Comment = second, "does not reach from the last file");
        await RefusedAsync(zip => zip.AfterDirectory = second, "does not reach from the last file");
        await RefusedAsync(zip => zip.CommentLength = 4, "without a comment");
        await RefusedAsync(zip => zip.Before = "MZ and some program"u8.ToArray(), "packet.pdf does not begin where the file before it ends.");
        await RefusedAsync(zip => zip.BeforeDirectory = [1, 2, 3], "something between its last file and its directory");
        await RefusedAsync(zip => zip["proofs.json"].GapBefore = [0], "proofs.json does not begin where the file before it ends.");
        await RefusedAsync(zip => zip["proofs.json"].GapBefore = new byte[5000], "proofs.json does not begin where the file before it ends.");
    }

    [Fact]
    public async Task Files_that_only_one_of_the_lists_knows_are_refused()
    {
        await RefusedAsync(zip =>
        {
            var hidden = zip["packet.pdf"].Copy("packet2.pdf");
            hidden.IsListed = false;
            zip.Entries.Insert(2, hidden);
        }, "does not begin where the file before it ends.");
        await RefusedAsync(zip =>
        {
            var hidden = zip["packet.pdf"].Copy("packet2.pdf");
            hidden.IsListed = false;
            zip.Entries.Add(hidden);
        }, "something between its last file and its directory");
        await RefusedAsync(zip => zip.Count = zip.Entries.Count - 1, "another length than its entries");
        await RefusedAsync(zip => zip.Count = zip.Entries.Count + 1, "another length than its entries");
        await RefusedAsync(zip => zip.Disk = 1, "other parts");
        await RefusedAsync(zip => zip.Entries.Add(zip["packet.pdf"].Copy("packet.pdf")), "packet.pdf is in the archive twice.");
    }

    [Fact]
    public async Task Headers_that_disagree_and_kinds_of_entry_that_no_packet_has_are_refused()
    {
        await RefusedAsync(zip => (zip["packet.pdf"].LocalName, zip["records.json"].LocalName) = ("records.json", "packet.pdf"), "The header before packet.pdf is not the one in the directory.");
        await RefusedAsync(zip => zip["packet.pdf"].LocalName = "packet.pdg", "The header before packet.pdf is not the one in the directory.");
        foreach (var at in new[] { 6, 8, 10, 14, 18, 22, 28 })
            await RefusedAsync(zip => zip["packet.pdf"].ChangeLocal = local => local[at] ^= 1, "The header before packet.pdf is not the one in the directory.");
        await RefusedAsync(zip => zip["packet.pdf"].Change(8, 1), "packet.pdf is kept in a way that no packet uses.");
        await RefusedAsync(zip => zip["packet.pdf"].Change(8, 8), "packet.pdf is kept in a way that no packet uses.");
        await RefusedAsync(zip => zip["packet.pdf"].Change(10, 9), "packet.pdf is kept in a way that no packet uses.");
        await RefusedAsync(zip => zip["packet.pdf"].Change(34, 1), "packet.pdf is kept in a way that no packet uses.");
        await RefusedAsync(zip => zip["files/gel β.png"].Change(9, 0), "files/gel β.png is kept in a way that no packet uses.");
        // A link, a folder, and the mark of a 64-bit record in the place where programs look for it.
        await RefusedAsync(zip => zip["packet.pdf"].Change(40, 0, 0xa0), "packet.pdf is not a plain file.");
        await RefusedAsync(zip => zip["packet.pdf"].Change(38, 0x10), "packet.pdf is not a plain file.");
        await RefusedAsync(zip => zip["manifest.sig"].Change(38, 0x50, 0x4b, 6, 7), "does not reach from the last file");
    }

    [Fact]
    public async Task A_file_that_unpacks_to_more_than_its_headers_say_is_refused()
    {
        await RefusedAsync(zip => zip["packet.pdf"].Repack("%PDF-1.7 stands in for the sheets, and says more"u8.ToArray()), "packet.pdf");
        await RefusedAsync(zip => zip["packet.pdf"].Append(1), "packet.pdf cannot be unpacked.");
        await RefusedAsync(zip => zip["packet.pdf"].Append(new byte[20_000]), "packet.pdf cannot be unpacked.");
    }

    [Fact]
    public async Task The_writer_makes_nothing_that_the_verifiers_would_refuse()
    {
        var writer = new PacketWriter(new PacketLimits { Entries = 3 });
        writer.Add("packet.pdf", []);
        Assert.Throws<InvalidOperationException>(() => writer.Add("packet.xlsx", []));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sample.MakeAsync(limits: new PacketLimits { TotalBytes = 1000 }));
    }

    public void Dispose() => sample.Dispose();

    private Task<byte[]> OtherAsync() => sample.MakeAsync(chain: SamplePacket.Chain()[..11]);

    private async Task RefusedAsync(Action<RawZip> forge, string reason)
    {
        var zip = RawZip.Read(await sample.MakeAsync());
        forge(zip);
        Verifiers.Refuse(zip.ToBytes(), reason, alike: true, sample.Keys.Active.PublicKey);
    }
}
