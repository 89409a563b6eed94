using System.Text.RegularExpressions;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Guesses the delimiter and the decimal sign of a text file from its first rows. Both are shown to the person, who may choose another.</summary>
internal static partial class CsvGuess
{
    private const int Records = 200;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The delimiter under which most rows have as many cells as the first, and more than one; a comma where none has.</summary>
    public static char Delimiter(string sample, SheetLimits limits)
    {
        var best = (Delimiter: ',', Score: 0d);
        foreach (var delimiter in Delimiters)
        {
            var records = Parse(sample, delimiter, limits).Where(r => r.Count > 1 || r[0].Length > 0).ToList();
            if (records.Count == 0 || records[0].Count < 2) continue;
            var width = records[0].Count;
            var score = (records.Count(r => r.Count == width) / (double)records.Count) + (0.01 * Math.Min(width, 20));
            if (score > best.Score) best = (delimiter, score);
        }

        return best.Delimiter;
    }

    /// <summary>A comma where more cells read as numbers with a comma than with a point. "1,234" alone says nothing unless the cells are parted by ';'.</summary>
    public static char DecimalSign(string sample, char delimiter, SheetLimits limits)
    {
        int points = 0, commas = 0, unclear = 0;
        foreach (var cell in Parse(sample, delimiter, limits).SelectMany(r => r))
        {
            if (Grouped().IsMatch(cell)) unclear++;
            else if (WithComma().IsMatch(cell)) commas++;
            else if (WithPoint().IsMatch(cell)) points++;
        }

        return commas > points || (commas == points && delimiter == ';' && unclear > 0) ? ',' : '.';
    }

    private static List<List<string>> Parse(string sample, char delimiter, SheetLimits limits)
    {
        using var reader = new StringReader(sample);
        var parser = new CsvParser(reader, delimiter, limits);
        var records = new List<List<string>>();
        // A sample may end inside a cell, and a wrong delimiter may leave a quotation mark open; what was read until then is enough.
        SheetReader.Try(() =>
        {
            var fields = new List<string>();
            while (records.Count < Records && parser.Read(fields)) records.Add([.. fields]);
            return true;
        });
        return records;
    }

    [GeneratedRegex(@"^\s*[-+]?[0-9]{1,3},[0-9]{3}\s*$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^\s*[-+]?[0-9.]*,[0-9]+([eE][-+]?[0-9]+)?\s*$")]
    private static partial Regex WithComma();

    [GeneratedRegex(@"^\s*[-+]?[0-9,]*\.[0-9]+([eE][-+]?[0-9]+)?\s*$")]
    private static partial Regex WithPoint();
}
