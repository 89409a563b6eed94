using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

/// <summary>Cells that no sheet should hold: each is named by row and column, nothing is written, and the rest of the sheet can be corrected and taken.</summary>
public sealed class HostileImportTests
{
    private static readonly string[] Headers = ["Code", "Sample name", "Domain", "Organism", "Type", "Amount", "Unit", "Collected", "Notes"];
    private static readonly string[] Good = ["", "Leaf", "Tissue culture", "Nicotiana tabacum", "Callus", "2.5", "mL", "2026-11-01", ""];

    [Theory]
    [InlineData(1, "Le\0af", "name")]
    [InlineData(1, "Leaf {half}", "name")]
    [InlineData(1, "\u202Efael", "name")]
    [InlineData(1, "161", "name")]
    [InlineData(2, "{half}", "domain")]
    [InlineData(3, "=HYPERLINK(\"http://a\")", "species")]
    [InlineData(3, "{half} tabacum", "species")]
    [InlineData(5, "1,234", "quantity")]
    [InlineData(5, "-1", "quantity")]
    [InlineData(5, "1e9", "quantity")]
    [InlineData(5, "NaN", "quantity")]
    [InlineData(5, "99999999999999999999999999999999", "quantity")]
    [InlineData(6, "furlong", "unit")]
    [InlineData(7, "0001-01-01", "collected_at")]
    [InlineData(7, "9999-12-31T23:59:59Z", "collected_at")]
    [InlineData(7, "12.11.", "collected_at")]
    [InlineData(7, "2999-01-01", "collected_at")]
    [InlineData(8, "20001", "notes")]
    public async Task A_cell_that_cannot_be_taken_is_named_and_nothing_is_written(int column, string cell, string field)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        cell = cell.Replace("{half}", "\ud83e", StringComparison.Ordinal); // half a pair does not survive the name of a test
        if (int.TryParse(cell, out var length) && length > 100) cell = new string('ü', length);
        var table = Table([.. Good], [.. Good.Select((value, i) => i == column ? cell : value)]);
        var before = await DatabaseState.ReadAsync(lab);

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(table, new ImportPlan()));
        var refused = Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Scientist, new ImportSamples("leaves.csv", table, new ImportPlan()))).Problem);

        Assert.Equal((1, 1), (preview.New, preview.Errors));
        Assert.Contains(preview.Rows[1].Errors, error => error.Column == column && error.Row == 3 && error.Cause.Length > 0);
        Assert.Equal($"rows[3].{field}", Assert.Single(refused.Fields).Key);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
    }

    [Fact]
    public async Task Codes_twice_in_the_sheet_and_codes_nobody_has_are_named()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", Table([.. Good]), new ImportPlan()));
        string[] Coded(string code) => [code, .. Good[1..]];

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(Table(Coded("SMP-000001"), Coded(" smp-000001 "), Coded("SMP-999999")), new ImportPlan()));

        Assert.All(preview.Rows.Skip(1), row => Assert.Contains(row.Errors, error => error.Column == 0));
        Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Scientist, new ImportSamples("leaves.csv", Table(Coded("SMP-000001"), Coded("SMP-000001")), new ImportPlan { OnMatch = OnMatch.Update }))).Problem);
    }

    [Fact]
    public async Task Text_of_every_script_is_taken_and_stored_normalized()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        string[] names = ["👩‍🔬 🧪", "ورقة\u200f 3", "<script>alert(1)</script>", "  E\u0301toile  ", "=1+1", string.Concat(Enumerable.Repeat("🌱", 160))];

        var made = await plant.DoAsync(Role.Scientist, new ImportSamples("blätter.csv", Table([.. names.Select(name => (string[])["", name, .. Good[2..]])]), new ImportPlan()));

        Assert.Equal(names.Select(name => StoredText.Clean(name)), made.Created.Select(sample => sample.Name));
        Assert.Equal("\u00c9toile", made.Created[3].Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_sheet_of_no_or_too_many_columns_is_refused(int columns)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var table = new ImportTable([.. Enumerable.Range(0, columns).Select(i => $"C{i}")], [new ImportRow(2, ["x"])]);

        Assert.Equal("table", Assert.Single(Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Scientist, new PreviewSampleImport(table, new ImportPlan()))).Problem).Fields).Key);
    }

    private static ImportTable Table(params string[][] rows) => new(Headers, [.. rows.Select((cells, i) => new ImportRow(i + 2, cells))]);
}
