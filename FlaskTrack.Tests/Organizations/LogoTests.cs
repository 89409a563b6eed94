using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Pdf;
using FlaskTrack.Core.Platform.Pictures;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Organizations;

/// <summary>A logo is known by its content, kept with the organization, and stands on packets.</summary>
public sealed class LogoTests
{
    private static readonly byte[] Jpeg = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAEAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCYACs//9k=");
    private static readonly byte[] WebP = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    [Fact]
    public async Task Each_kind_is_recognised_by_its_content()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        foreach (var (content, kind, onPackets) in new[] { (Png(), "image/png", true), (Jpeg, "image/jpeg", true), (WebP, "image/webp", false) })
        {
            var info = await plant.DoAsync(Role.Admin, new SetLogo(content));
            Assert.Equal((kind, onPackets), (info.MediaType, info.OnPackets));
            var kept = await plant.DoAsync(Role.Viewer, new GetLogo());
            Assert.Equal(content, kept.Content);
            Assert.Equal(info, kept.Info);
            Assert.Equal(info, (await plant.DoAsync(Role.Viewer, new GetOrganization())).Logo);
        }

        await plant.DoAsync(Role.Owner, new RemoveLogo());
        (await plant.RunAsync(Role.Viewer, new GetLogo())).ShouldBeNotFound();
        Assert.Null((await plant.DoAsync(Role.Viewer, new GetOrganization())).Logo);
    }

    [Fact]
    [Trait("assurance", "S42")]
    public async Task Anything_else_is_refused_at_the_field()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
        byte[] gif = [.. "GIF89a"u8, .. new byte[40]];
        byte[] cut = Png()[..20];

        foreach (var wrong in new[] { svg, gif, cut, Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?>" + Encoding.UTF8.GetString(svg)) }) Assert.Contains("no PNG, JPEG or WebP", (await plant.RunAsync(Role.Owner, new SetLogo(wrong))).ShouldBeWrongAt("logo"), StringComparison.Ordinal);
        Assert.Contains("Choose an image", (await plant.RunAsync(Role.Owner, new SetLogo(default))).ShouldBeWrongAt("logo"), StringComparison.Ordinal);
        Assert.Contains("larger than 1 MB", (await plant.RunAsync(Role.Owner, new SetLogo((byte[])[.. Png(), .. new byte[SetLogo.MaxBytes]]))).ShouldBeWrongAt("logo"), StringComparison.Ordinal);
        Assert.Contains("2001 by 1", (await plant.RunAsync(Role.Owner, new SetLogo(Png(width: 2001, height: 1)))).ShouldBeWrongAt("logo"), StringComparison.Ordinal);
        Assert.Contains("no logo", (await plant.RunAsync(Role.Owner, new RemoveLogo())).ShouldBeNotAllowed(), StringComparison.Ordinal);
        Assert.Equal("organization.settings", (await plant.RunAsync(Role.Scientist, new SetLogo(Png()))).ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task The_log_names_it_by_its_hash_and_holds_no_picture()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var info = await plant.DoAsync(Role.Owner, new SetLogo(Png()));
        await plant.DoAsync(Role.Owner, new SetLogo(Jpeg));

        var events = (await plant.EventsAsync()).Where(e => e.EntityType == "organization_logo").ToList();
        Assert.Equal(2, events.Count);
        Assert.Contains(info.Sha256, events[0].After, StringComparison.Ordinal);
        Assert.Contains(info.Sha256, events[1].Before, StringComparison.Ordinal);
        Assert.All(events, e => Assert.DoesNotContain(Convert.ToBase64String(Png())[..20], e.Before + e.After, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_organization_has_its_own_or_none()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");

        await plant.DoAsync(Role.Owner, new SetLogo(Png()));

        (await ferment.RunAsync(Role.Owner, new GetLogo())).ShouldBeNotFound();
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public async Task It_stands_on_the_cover_of_a_packet_that_stays_sound(string kind)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Owner, new SetLogo(kind switch { "png" => Png(), "jpeg" => Jpeg, _ => WebP }));

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));

        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, (await plant.DownloadAsync(Role.Scientist, packet)).File("packet.pdf"));
        var (code, output) = PdfTools.Run("qpdf", "--check", pdf);
        Assert.True(code == 0 && !output.Contains("WARNING", StringComparison.Ordinal), output);
        var images = PdfTools.Read("pdfimages", "-list", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(kind == "webp" ? 0 : 1, images.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[10]).Distinct().Count());
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(pdf));
        foreach (var forbidden in new[] { "/SMask", "/Interpolate", "/Alternates", "/OPI", "/DeviceCMYK" }) Assert.DoesNotContain(forbidden, bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_of_any_form_is_unpacked_onto_white()
    {
        // Red, half see-through green, wholly see-through, black.
        byte[] rgba = [255, 0, 0, 255, 0, 255, 0, 128, 9, 9, 9, 0, 0, 0, 0, 255];
        byte[] shown = [255, 0, 0, 127, 255, 127, 255, 255, 255, 0, 0, 0];
        Assert.Equal(shown, PngPixels.ToRgb(PngOf(4, 1, 8, 6, [0, .. rgba])));

        byte[] differences = [1, 255, 0, 0, 255, 1, 255, 0, 129, 9, 10, 9, 128, 247, 247, 247, 255];
        Assert.Equal(shown, PngPixels.ToRgb(PngOf(4, 1, 8, 6, differences)));
        Assert.Equal([0, 0, 0, 255, 255, 255], PngPixels.ToRgb(PngOf(2, 1, 1, 0, [0, 0b0100_0000])));
        Assert.Equal([1, 2, 3, 4, 5, 6], PngPixels.ToRgb(PngOf(2, 1, 4, 3, [0, 0x01], palette: [1, 2, 3, 4, 5, 6])));
        Assert.Equal([18, 52, 86], PngPixels.ToRgb(PngOf(1, 1, 16, 2, [0, 18, 1, 52, 2, 86, 3])));
        Assert.Equal([10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40], PngPixels.ToRgb(PngOf(2, 2, 8, 0, [0, 10, 0, 20, 0, 30, 40], interlaced: true)));
    }

    [Theory]
    [InlineData(9, new byte[] { 0, 1, 2, 3 })]
    [InlineData(2, new byte[] { 7, 1, 2, 3 })]
    [InlineData(2, new byte[] { 0, 1 })]
    [InlineData(3, new byte[] { 0, 5 })]
    public void A_damaged_png_gives_no_picture(int colour, byte[] rows) => Assert.Null(PdfPicture.Of(PngOf(1, 1, 8, colour, rows, palette: [1, 2, 3])));

    /// <summary>A PNG of one colour.</summary>
    internal static byte[] Png(int width = 3, int height = 2)
    {
        var rows = new byte[height * ((width * 3) + 1)];
        for (var i = 0; i < rows.Length; i++) rows[i] = i % ((width * 3) + 1) == 0 ? (byte)0 : (byte)120;
        return PngOf(width, height, 8, 2, rows);
    }

    private static byte[] PngOf(int width, int height, int depth, int colour, byte[] rows, byte[]? palette = null, bool interlaced = false)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, interlaced ? (byte)1 : (byte)0);
        Chunk(png, "IHDR", header);
        if (palette is not null) Chunk(png, "PLTE", palette);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(rows);
        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, string kind, byte[] data)
    {
        byte[] length = new byte[4], sum = new byte[4], body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(body));
        png.Write(length);
        png.Write(body);
        png.Write(sum);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
