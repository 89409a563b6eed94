using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Splits text into records as RFC 4180 says, with any delimiter and any line end. Our own because the bounds must hold before a field is
/// collected, and because a person needs the line in which a quotation mark was left open.
/// </summary>
internal sealed class CsvParser(TextReader reader, char delimiter, SheetLimits limits)
{
    private const int End = -1;
    private readonly StringBuilder value = new();
    private readonly char[] buffer = new char[16 * 1024];
    private int at;
    private int filled;
    private int line = 1;

    /// <summary>Line, from 1, in which the last record began.</summary>
    public int RecordLine { get; private set; }

    /// <summary>True where text followed a closing quotation mark; it was joined to the cell.</summary>
    public bool Misquoted { get; private set; }

    public bool Read(List<string> fields)
    {
        fields.Clear();
        Misquoted = false;
        RecordLine = line;
        if (Peek() == End) return false;
        while (true)
        {
            value.Clear();
            if (Peek() == '"') Quoted();
            var end = Unquoted();
            Add(fields);
            if (end == delimiter) continue;
            if (end == '\r' && Peek() == '\n') Take();
            line++;
            return true;
        }
    }

    private void Quoted()
    {
        var opened = line;
        Take();
        while (true)
        {
            var c = Take();
            if (c == End) throw new SheetRefusedException(SheetProblem.OpenQuote(opened));
            if (c == '"')
            {
                if (Peek() != '"') break;
                Take();
            }

            if (c == '\n' || (c == '\r' && Peek() != '\n')) line++;
            Append((char)c);
        }

        Misquoted |= !IsEnd(Peek());
    }

    private int Unquoted()
    {
        while (true)
        {
            var c = Take();
            if (IsEnd(c)) return c;
            Append((char)c);
        }
    }

    private bool IsEnd(int c) => c == delimiter || c is '\r' or '\n' or End;

    private void Append(char c)
    {
        if (value.Length >= limits.CellCharacters) throw new SheetRefusedException(SheetProblem.CellTooLong(RecordLine, limits.CellCharacters));
        value.Append(c);
    }

    private void Add(List<string> fields)
    {
        if (fields.Count < limits.Columns) fields.Add(value.Length == 0 ? "" : value.ToString());
        else if (value.Length > 0) throw new SheetRefusedException(SheetProblem.TooManyColumns(RecordLine, limits.Columns));
    }

    private int Peek()
    {
        if (at < filled) return buffer[at];
        at = 0;
        filled = reader.Read(buffer, 0, buffer.Length);
        return filled > 0 ? buffer[0] : End;
    }

    private int Take()
    {
        var c = Peek();
        if (c != End) at++;
        return c;
    }
}
