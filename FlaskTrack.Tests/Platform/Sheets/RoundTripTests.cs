using FlaskTrack.Core.Platform.Sheets;
using FsCheck;
using FsCheck.Fluent;
using static FlaskTrack.Tests.Platform.Sheets.SheetTesting;

namespace FlaskTrack.Tests.Platform.Sheets;

public sealed class RoundTripTests
{
    private static readonly ExportColumn[] Columns = [new("No.", ColumnKind.Integer), new("First, and \"more\""), new("Second")];

    // Any characters, and often those that separate, quote, escape or start a formula.
    private static readonly Arbitrary<string[]> AnyTexts = Gen.Frequency(
            (1, ArbMap.Default.GeneratorFor<char>()),
            (2, Gen.Elements("=+-@\t\r\n'\" ,;|_x0041&<>\u0000\u0001\uFEFF\uFFFF\uD800\uDC00é日".ToCharArray())))
        .ListOf().Select(c => new string([.. c])).ArrayOf(2).ToArbitrary();

    [Fact]
    public void Any_text_survives_XLSX() => Prop.ForAll(AnyTexts, texts =>
        Same(texts, Cells(XlsxAsync(Columns, [1, texts[0], texts[1]])))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_text_survives_CSV_but_for_what_UTF8_and_readers_cannot_carry() => Prop.ForAll(AnyTexts, texts =>
        Same([.. texts.Select(Carried)], Cells(CsvAsync(Columns, [1, texts[0], texts[1]])))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Neutralised_text_never_starts_a_formula_and_can_be_restored() => Prop.ForAll(AnyTexts, texts =>
    {
        var safe = FormulaGuard.Neutralise(texts[0]);
        return FormulaGuard.Restore(safe) == texts[0] && safe is not ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..];
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Carried(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString())).Replace('\0', '\uFFFD');

    private static bool Same(string[] expected, List<string> found) => expected.SequenceEqual(found);

    private static List<string> Cells(Task<byte[]> file) => CellsAsync(file).GetAwaiter().GetResult();

    private static async Task<List<string>> CellsAsync(Task<byte[]> file)
    {
        var data = await ReadAsync(await file, new(Delimiter: ','));
        Assert.Null(data.Problem);
        return [.. data.Rows.Single().Cells.Skip(1).Select(c => c.Text)];
    }
}
