using System.Text;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

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
        if (format == AuditExportFormat.Csv) Assert.Equal(stored.Count + 1, Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
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
