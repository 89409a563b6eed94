using System.Text;
using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Reads texts of spreadsheet XML piece by piece, so that one longer than a cell is refused before it is collected.</summary>
internal sealed class XlsxText(SheetLimits limits)
{
    private readonly char[] chunk = new char[4096];
    private readonly StringBuilder text = new();

    /// <summary>The text of the element the reader stands on; leaves the reader at its end.</summary>
    public string Value(XmlReader reader, int row)
    {
        text.Clear();
        Collect(reader, row);
        return text.ToString();
    }

    /// <summary>The text of a string item: its t elements, runs joined, without phonetic hints.</summary>
    public string Rich(XmlReader reader, int row)
    {
        text.Clear();
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            reader.Read();
            while (reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "rPh")
                {
                    reader.Skip();
                    continue;
                }

                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "t") Collect(reader, row);
                if (!reader.Read()) break;
            }
        }

        return CellEscapes.Decode(text.ToString());
    }

    private void Collect(XmlReader reader, int row)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int read; (read = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            {
                // An escape takes seven characters for one, so the raw text may be that much longer.
                if (text.Length + read > limits.CellCharacters * 7L) throw new SheetRefusedException(SheetProblem.CellTooLong(row, limits.CellCharacters));
                text.Append(chunk, 0, read);
            }
        }
    }
}
