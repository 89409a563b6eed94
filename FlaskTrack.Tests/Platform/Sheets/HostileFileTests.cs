using System.IO.Compression;
using System.Text;
using FlaskTrack.Core.Platform.Sheets;
using static FlaskTrack.Tests.Platform.Sheets.SheetTesting;

namespace FlaskTrack.Tests.Platform.Sheets;

[CollectionDefinition("Measures memory", DisableParallelization = true)]
public sealed class MeasuresMemory;

[Collection("Measures memory")]
public sealed class HostileFileTests
{
    private const string Head = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Value</t></is></c></row>";
    private const string Small = Head + "</sheetData></worksheet>";

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> Bombs = new();

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public async Task A_gigabyte_of_zeros_in_cells_is_refused_in_little_memory(string part)
    {
        var bomb = Bomb(part, Honest);
        Assert.InRange(bomb.Length, 1, 8_000_000);
        await RefusedCheaplyAsync(bomb);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    public async Task A_false_size_in_the_ZIP_gains_nothing(string part) => await RefusedCheaplyAsync(Bomb(part, ClaimSmall));

    [Theory]
    [InlineData(1_000_000, 1_000L << 20, 8 << 20)]
    [InlineData(100_000_000, 30L << 20, 30 << 20)]
    [InlineData(100_000_000, 1_000L << 20, 50 << 20)]
    public void What_really_comes_out_is_counted_and_stopped(long packed, long maximum, long stopsAt)
    {
        // SECURITY: the third case is stopped by what all parts may unpack to together.
        var limits = new SheetLimits { ExpandedBytes = 50L << 20, Ratio = 8 };
        using var guarded = new GuardedStream(new EndlessMarkup(), packed, maximum, new ExpansionBudget(limits));
        var buffer = new byte[64 * 1024];
        var refused = Assert.Throws<SheetRefusedException>(() =>
        {
            for (var total = 0L; total < 200L << 20;) total += guarded.Read(buffer);
        });
        Assert.Equal(SheetProblemKind.ExpandsTooMuch, refused.Problem.Kind);
        Assert.InRange(guarded.Position, stopsAt, stopsAt + buffer.Length);
    }

    [Fact]
    public async Task An_honest_sheet_of_equal_rows_packed_as_small_as_can_be_is_read()
    {
        var row = Enumerable.Repeat(ExportCell.Text("Nicotiana tabacum, callus, growing on medium MS-2"), 10).ToArray();
        var columns = Enumerable.Range(0, 10).Select(n => new ExportColumn("C" + n)).ToArray();
        using var loose = new ZipArchive(new MemoryStream(await XlsxAsync(columns, [.. Enumerable.Repeat(row, 100_000)])));
        using var memory = new MemoryStream();
        using (var tight = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            foreach (var entry in loose.Entries)
            {
                using var target = tight.CreateEntry(entry.FullName, CompressionLevel.SmallestSize).Open();
                entry.Open().CopyTo(target);
            }
        }

        var data = await ReadAsync(memory.ToArray());
        Assert.Null(data.Problem);
        Assert.Equal(100_000, data.Rows.Count);
    }

    [Fact]
    public async Task A_giant_cell_is_refused_before_it_is_collected()
    {
        var noise = new byte[6_000_000];
        new Random(5).NextBytes(noise);
        var text = Convert.ToBase64String(noise);
        await RefusedCheaplyAsync(Workbook($"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData></worksheet>"));
        await RefusedCheaplyAsync(Workbook($"<worksheet><sheetData><row><c t=\"{text}\"/></row></sheetData></worksheet>"));
    }

    [Fact]
    public async Task Too_many_entries_are_refused_before_the_ZIP_is_opened() =>
        await RefusedCheaplyAsync(Workbook(Small, more: zip =>
        {
            for (var i = 0; i < 6_000; i++) zip.CreateEntry("x" + i);
        }), SheetProblemKind.ExpandsTooMuch);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row>")]
    [InlineData("not xml")]
    [InlineData(Head + "<row r=\"7\"/><row r=\"3\"/></sheetData></worksheet>")]
    [InlineData(Head + "<row><c r=\"C2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>")]
    [InlineData(Head + "<row r=\"99999999999\"/></sheetData></worksheet>")]
    [InlineData(Head + "<row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>")]
    [InlineData(Head + "<row><c s=\"-1\"><v>7</v></c></row></sheetData></worksheet>")]
    public async Task Entities_and_broken_sheets_are_damage(string sheet) =>
        Assert.Equal(SheetProblemKind.Corrupt, (await ReadAsync(Workbook(sheet))).Problem?.Kind);

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("/etc/x")]
    [InlineData("C:\\x")]
    [InlineData("XL/workbook.xml")]
    public async Task Entries_that_climb_or_repeat_are_refused(string name) =>
        Assert.Equal(SheetProblemKind.Corrupt, (await ReadAsync(Workbook(Small, more: zip => zip.Part(name, "x")))).Problem?.Kind);

    [Fact]
    public async Task Any_cut_or_changed_byte_gives_an_answer_and_no_exception()
    {
        var file = await XlsxAsync([new("Code"), new("At", ColumnKind.DateTime)], ["SMP-1", DateTimeOffset.UnixEpoch], ["SMP-2", "x"]);
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var broken = file[..(i % 3 == 0 ? random.Next(1, file.Length) : file.Length)];
            for (var n = random.Next(4); n >= 0; n--) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            await ReadAsync(broken);
        }
    }

    [Fact]
    public async Task Old_encrypted_and_foreign_files_are_named()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[200_000]];
        Assert.Equal(SheetProblemKind.OldExcel, (await ReadAsync(ole)).Problem?.Kind);
        Assert.Equal(SheetProblemKind.Encrypted, (await ReadAsync([.. ole, .. Encoding.Unicode.GetBytes("EncryptedPackage")])).Problem?.Kind);
        Assert.Contains("Word", (await ReadAsync(Zip("word/document.xml"))).Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("OpenDocument", (await ReadAsync(Zip("content.xml"))).Problem?.Message, StringComparison.Ordinal);
        Assert.Contains(".xlsb", (await ReadAsync(Zip("xl/workbook.bin"))).Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(SheetProblemKind.NotASheet, (await ReadAsync([0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0, 1, 2, 0])).Problem?.Kind);
        Assert.Equal(SheetProblemKind.Corrupt, (await ReadAsync([.. "PK\x03\x04"u8, 1, 2, 3])).Problem?.Kind);
    }

    [Fact]
    public async Task One_byte_over_50_MB_is_refused_and_50_MB_are_not()
    {
        var file = new byte[(50 * 1024 * 1024) + 1];
        Array.Fill(file, (byte)'\n');
        "a,b\n1,2"u8.CopyTo(file);
        Assert.Equal(SheetProblemKind.TooLarge, (await ReadAsync(file)).Problem?.Kind);
        using var pipe = new DeflateStream(new MemoryStream(Deflate(file)), CompressionMode.Decompress);
        using var refused = await SheetReader.OpenAsync(pipe);
        Assert.Equal(SheetProblemKind.TooLarge, refused.Problem?.Kind);
        using var whole = new DeflateStream(new MemoryStream(Deflate(file[..^1])), CompressionMode.Decompress);
        using var opening = await SheetReader.OpenAsync(whole);
        using var rows = opening.File!.Read();
        Assert.Single(rows.ToData().Rows);
        Assert.Null(rows.Problem);
    }

    private static async Task RefusedCheaplyAsync(byte[] file, SheetProblemKind? kind = null)
    {
        var before = GC.GetTotalAllocatedBytes(true);
        var problem = (await ReadAsync(file)).Problem;
        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Assert.Contains(problem?.Kind, kind is null ? [SheetProblemKind.ExpandsTooMuch, SheetProblemKind.Corrupt, SheetProblemKind.CellTooLong] : new SheetProblemKind?[] { kind });
        Assert.InRange(allocated, 0, 24_000_000);
    }

    private static byte[] Zip(string entry)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true)) zip.Part(entry, "<x/>");
        return memory.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var deflate = new DeflateStream(memory, CompressionLevel.Fastest, true)) deflate.Write(bytes);
        return memory.ToArray();
    }

    private static byte[] Bomb(string part, Action<byte[]> finish)
    {
        // Packing a gigabyte takes seconds, so each is packed once.
        var bytes = Bombs.GetOrAdd(part, Pack).ToArray();
        finish(bytes);
        return bytes;
    }

    private static byte[] Pack(string part)
    {
        using var memory = new MemoryStream();
        memory.Write(Workbook(Small));
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, true)) zip.GetEntry(part)?.Delete();

        // Written by hand into a second archive, because an archive opened for change keeps its entries in memory.
        using var bomb = new MemoryStream();
        using (var from = new ZipArchive(memory, ZipArchiveMode.Read))
        using (var to = new ZipArchive(bomb, ZipArchiveMode.Create, true))
        {
            foreach (var entry in from.Entries)
            {
                using var target = to.CreateEntry(entry.FullName).Open();
                entry.Open().CopyTo(target);
            }

            using var zeros = to.CreateEntry(part, CompressionLevel.Optimal).Open();
            zeros.Write("<x>"u8);
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<si><t>0</t></si>", 61_681)));
            for (var i = 0; i < 1024; i++) zeros.Write(block);
        }

        return bomb.ToArray();
    }

    private sealed class EndlessMarkup : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'<');
            return buffer.Length;
        }
    }

    private static void Honest(byte[] zip) { }

    // Every declared size of the directory's last entry becomes 1,000 bytes.
    private static void ClaimSmall(byte[] zip)
    {
        var last = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(last + 24), 1_000);
    }
}
