namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Column letters and their numbers from 0: A is 0, Z is 25, AA is 26.</summary>
internal static class CellAddress
{
    public const int MaxColumns = 16_384;

    public static string Letters(int column)
    {
        var letters = "";
        for (var n = column + 1; n > 0; n = (n - 1) / 26) letters = (char)('A' + ((n - 1) % 26)) + letters;
        return letters;
    }

    /// <summary>Column and row (from 1) of an address such as B12 or $B$12; false where it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> address, out int column, out int row)
    {
        column = row = 0;
        var i = 0;
        if (address is ['$', ..]) i++;
        for (; i < address.Length && char.IsAsciiLetter(address[i]) && column < MaxColumns; i++) column = (column * 26) + (address[i] & 31);
        column--;
        if (i < address.Length && address[i] == '$') i++;
        return column is >= 0 and < MaxColumns
            && int.TryParse(address[i..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out row)
            && row is >= 1 and <= WorksheetWriter.MaxRows;
    }
}
