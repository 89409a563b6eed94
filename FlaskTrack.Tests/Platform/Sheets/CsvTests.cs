using System.Text;
using FlaskTrack.Core.Platform.Sheets;
using static FlaskTrack.Tests.Platform.Sheets.SheetTesting;

namespace FlaskTrack.Tests.Platform.Sheets;

public sealed class CsvTests
{
    [Fact]
    public async Task Cells_that_would_run_as_formulas_are_neutralised_and_numbers_are_not()
    {
        var file = await CsvAsync([new("Note"), new("Value", ColumnKind.Decimal)], ["=1+1", "-1.5"], ["-1.5", "-1+1"], ["\t@x", ExportCell.Decimal("-2")]);
        Assert.Equal("\uFEFFNote,Value\r\n'=1+1,-1.5\r\n'-1.5,'-1+1\r\n'\t@x,-2\r\n", Encoding.UTF8.GetString(file));
        Assert.Equal([["=1+1", "-1.5"], ["-1.5", "-1+1"], ["\t@x", "-2"]], (await ReadAsync(file)).Texts());
    }

    [Fact]
    public async Task Quotes_line_breaks_emoji_and_right_to_left_text_are_kept()
    {
        var data = await ReadTextAsync("Code,Note\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n2,🧫 مرحبا <script>x</script>\r\n3,5\" pipe\r\n");
        Assert.Equal([["1", "two\r\nlines, \"quoted\""], ["2", "🧫 مرحبا <script>x</script>"], ["3", "5\" pipe"]], data.Texts());
        Assert.Equal([2, 4, 5], data.Rows.Select(r => r.Number));
        Assert.All(data.Rows, r => Assert.Empty(r.Errors));
    }

    [Theory]
    [InlineData("a;b\n1,5;2,5\n", ';', ',', SheetFormat.Csv)]
    [InlineData("a,b\n1.5,2\n", ',', '.', SheetFormat.Csv)]
    [InlineData("a\tb\n1,5\t2\n", '\t', ',', SheetFormat.Tsv)]
    [InlineData("a|b\nx, y|2\n", '|', '.', SheetFormat.Csv)]
    [InlineData("a;b\n1,234;x\n", ';', ',', SheetFormat.Csv)]
    [InlineData("sep=;\na;b\n1;2\n", ';', '.', SheetFormat.Csv)]
    [InlineData("name\n\"x;y\"\n", ',', '.', SheetFormat.Csv)]
    public async Task Delimiter_and_decimal_sign_are_found(string text, char delimiter, char sign, SheetFormat format)
    {
        using var opening = await SheetReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Equal((delimiter, sign, format), (opening.File!.Delimiter, opening.File.DecimalSign, opening.File.Format));
        using var rows = opening.File.Read();
        Assert.Single(rows.ToData().Rows);
    }

    [Theory]
    [InlineData(SheetEncoding.Utf8, true)]
    [InlineData(SheetEncoding.Utf8, false)]
    [InlineData(SheetEncoding.Utf16LittleEndian, true)]
    [InlineData(SheetEncoding.Utf16LittleEndian, false)]
    [InlineData(SheetEncoding.Utf16BigEndian, true)]
    [InlineData(SheetEncoding.Utf16BigEndian, false)]
    [InlineData(SheetEncoding.Windows1252, false)]
    public async Task Encodings_are_found(SheetEncoding encoding, bool mark)
    {
        var text = TextEncodings.Of(encoding);
        byte[] file = [.. mark ? text.GetPreamble() : [], .. text.GetBytes("Größe,µ\nétude €,5 °C\n")];
        using var opening = await SheetReader.OpenAsync(new MemoryStream(file));
        Assert.Equal(encoding, opening.File!.Encoding);
        Assert.Equal(encoding == SheetEncoding.Windows1252, opening.File.Note is not null);
        using var rows = opening.File.Read();
        var data = rows.ToData();
        Assert.Equal("Größe", data.Headings[0].Name);
        Assert.Equal([["étude €", "5 °C"]], data.Texts());
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xE9, (byte)'\n' })]
    [InlineData(new byte[] { (byte)'a', 0x81, (byte)'\n', 0xE9 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0, (byte)'a', 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0, 0x00, 0xD8, (byte)'b', 0 })]
    public async Task Text_in_no_known_encoding_is_refused(byte[] file) =>
        Assert.Equal(SheetProblemKind.Encoding, (await ReadAsync(file)).Problem?.Kind);

    [Fact]
    public async Task A_wrongly_chosen_encoding_is_a_problem_and_not_an_exception() =>
        Assert.Equal(SheetProblemKind.Encoding, (await ReadAsync([(byte)'a', (byte)'\n', 0xE9, (byte)'\n'], new(Encoding: SheetEncoding.Utf8))).Problem?.Kind);

    [Fact]
    public async Task Ragged_rows_are_filled_up_or_named_and_empty_rows_passed_over()
    {
        var data = await ReadTextAsync("\n a ,b\n1\n\n,\n1,2,3\n1,2,,\n");
        Assert.Equal(["a", "b"], data.Headings.Select(h => h.Name));
        Assert.Equal([["1", ""], ["1", "2"], ["1", "2"]], data.Texts());
        Assert.Equal("Column C has no heading.", Assert.Single(data.Rows[1].Errors).Cause);
        Assert.Empty(data.Rows[2].Errors);
    }

    [Fact]
    public async Task Repeated_headings_point_to_the_first()
    {
        var data = await ReadTextAsync("Name,,name,Other\n1,2,3,4\n");
        Assert.Equal([null, null, 0, null], data.Headings.Select(h => h.RepeatOf));
    }

    [Theory]
    [InlineData("", SheetProblemKind.Empty)]
    [InlineData("\uFEFF", SheetProblemKind.Empty)]
    [InlineData("\n,,\n  \n", SheetProblemKind.Empty)]
    [InlineData("a,b\n\"open,1\n2,3\n", SheetProblemKind.OpenQuote)]
    [InlineData("<!DOCTYPE html><html>", SheetProblemKind.NotASheet)]
    [InlineData("%PDF-1.7", SheetProblemKind.NotASheet)]
    public async Task Files_without_a_table_are_refused(string text, SheetProblemKind kind) => Assert.Equal(kind, (await ReadTextAsync(text)).Problem?.Kind);

    [Fact]
    public async Task Headings_alone_are_a_table_without_rows()
    {
        var data = await ReadTextAsync("Code,Name");
        Assert.Null(data.Problem);
        Assert.Equal(2, data.Headings.Count);
        Assert.Empty(data.Rows);
    }

    [Fact]
    public async Task Rows_columns_and_cells_beyond_the_limits_are_refused_at_the_limit()
    {
        Assert.Null((await ReadTextAsync("a\n" + string.Concat(Enumerable.Repeat("1\n", 100_000)))).Problem);
        Assert.Equal(SheetProblemKind.TooManyRows, (await ReadTextAsync("a\n" + string.Concat(Enumerable.Repeat("1\n", 100_001)))).Problem?.Kind);
        Assert.Null((await ReadTextAsync(string.Join(',', Enumerable.Range(0, 200)))).Problem);
        Assert.Equal(SheetProblemKind.TooManyColumns, (await ReadTextAsync(string.Join(',', Enumerable.Range(0, 201)))).Problem?.Kind);
        Assert.Null((await ReadTextAsync("a\n" + new string('x', 32_767))).Problem);
        Assert.Equal(SheetProblemKind.CellTooLong, (await ReadTextAsync("a\n" + new string('x', 32_768))).Problem?.Kind);
    }
}
