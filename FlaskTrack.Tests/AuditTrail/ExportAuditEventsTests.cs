using System.Globalization;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

public sealed class ExportAuditEventsTests
{
    [Fact]
    public async Task Jsonl_is_the_table_as_hashed_with_its_checkpoint()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "µ °C Ω");
        var stored = await plant.EventsAsync();
        using var file = new MemoryStream();

        var export = await plant.DoAsync(Role.Owner, new ExportAuditEvents(AuditFilter.None, AuditExportFormat.Jsonl, file));

        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(stored.Select(e => Encoding.UTF8.GetString(e.ToChainEvent().ToCanonicalUtf8(withHash: true))), lines[..^1]);
        Assert.All(lines[..^1], line => Assert.Equal(ChainEvent.Parse(Encoding.UTF8.GetBytes(line)).Hash, ChainHash.Compute(ChainEvent.Parse(Encoding.UTF8.GetBytes(line)))));
        Assert.Contains(export.Checkpoint.MerkleRoot, lines[^1], StringComparison.Ordinal);
        Assert.Equal((stored.Count, stored[^1].Sequence), (export.Events, export.Checkpoint.Sequence));
        var noted = (await plant.EventsAsync())[^1];
        Assert.Equal("audit.export", noted.Action);
        Assert.Contains($"\"events\":{stored.Count}", noted.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuditExportFormat.Csv)]
    [InlineData(AuditExportFormat.Xlsx)]
    public async Task A_sheet_has_one_row_for_each_event(AuditExportFormat format)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "=1+1");
        var stored = await plant.EventsAsync();
        using var file = new MemoryStream();

        var export = await plant.DoAsync(Role.Auditor, new ExportAuditEvents(AuditFilter.None, format, file, ShowWithheld: true));

        Assert.Equal(stored.Count, export.Events + export.Withheld);
        Assert.True(file.Length > 0);
        if (format == AuditExportFormat.Csv) Assert.Equal(stored.Count + 2, Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Csv_ends_with_a_checkpoint_that_verifies_and_covers_every_event_of_the_file()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "µ \"quoted\", °C");
        var stored = await plant.EventsAsync();
        using var file = new MemoryStream();

        var export = await plant.DoAsync(Role.Owner, new ExportAuditEvents(AuditFilter.None, AuditExportFormat.Csv, file));

        var rows = PdfTools.Run("python3", "-c", "import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))", await KeptAsync(lab, file)).Output;
        var read = JsonDocument.Parse(rows).RootElement.EnumerateArray().ToList();
        Assert.Equal(stored.Select(e => e.Hash), read[..^1].Select(row => row.GetProperty("Hash").GetString()));
        var last = read[^1];
        Assert.Equal(("checkpoint", stored[^1].Sequence.ToString(CultureInfo.InvariantCulture), stored[^1].Hash), (last.GetProperty("Action").GetString(), last.GetProperty("Sequence").GetString(), last.GetProperty("Hash").GetString()));
        var told = JsonDocument.Parse(last.GetProperty("After").GetString()!).RootElement;
        string Text(string member) => told.GetProperty(member).GetString()!;
        var checkpoint = new Checkpoint(Text("organization"), told.GetProperty("sequence").GetInt64(), Text("head_hash"), Text("merkle_root"), DateTimeOffset.Parse(Text("time"), CultureInfo.InvariantCulture), Text("signature"), Text("key_id"));
        Assert.True(checkpoint.IsSignedBy(lab.Services.GetRequiredService<SigningKeys>()));
        var tree = new MerkleAccumulator();
        foreach (var row in read[..^1]) tree.Append(row.GetProperty("Hash").GetString()!);
        Assert.Equal((tree.Root(), export.Checkpoint.Signature), (checkpoint.MerkleRoot, checkpoint.Signature));
    }

    private static async Task<string> KeptAsync(TestLab lab, MemoryStream file)
    {
        var path = Path.Combine(lab.Folder, "audit.csv");
        await File.WriteAllBytesAsync(path, file.ToArray());
        return path;
    }

    [Fact]
    public async Task A_scientist_may_not_export()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        using var file = new MemoryStream();

        Assert.Equal("audit.export", (await plant.RunAsync(Role.Scientist, new ExportAuditEvents(AuditFilter.None, AuditExportFormat.Csv, file))).Denied().RequiredCapability);
        Assert.Equal(0, file.Length);
    }
}
