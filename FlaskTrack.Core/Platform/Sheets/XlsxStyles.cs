using System.Globalization;
using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>The part of styles.xml that decides what a number is: the shape of each cell format.</summary>
internal static class XlsxStyles
{
    // Excel writes at most 65,490.
    private const int MaxFormats = 66_000;

    public static List<NumberShape> Read(XmlReader? reader)
    {
        var shapes = new List<NumberShape>();
        if (reader is null) return shapes;
        var custom = new Dictionary<int, NumberShape>();
        var inCellFormats = false;
        while (reader.Read())
        {
            if (reader.LocalName == "cellXfs") inCellFormats = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt" && custom.Count < MaxFormats)
                custom[Id(reader)] = XlsxNumbers.Custom(reader.GetAttribute("formatCode") ?? "");
            else if (reader.LocalName == "xf" && inCellFormats && shapes.Count < MaxFormats)
                shapes.Add(custom.TryGetValue(Id(reader), out var shape) ? shape : XlsxNumbers.BuiltIn(Id(reader)));
        }

        return shapes;
    }

    private static int Id(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
