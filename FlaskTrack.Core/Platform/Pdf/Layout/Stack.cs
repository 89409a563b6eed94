namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Pieces one below the other as one piece, or as several where they are taller than a sheet.</summary>
internal static class Stack
{
    public static double Height(IReadOnlyList<Piece> pieces) =>
        pieces.Sum(piece => piece.Gap + piece.Height) - (pieces.Count > 0 ? pieces[0].Gap : 0);

    public static Piece One(IReadOnlyList<Piece> pieces) => new(Height(pieces), (canvas, x, y) =>
    {
        for (var index = 0; index < pieces.Count; index++)
        {
            if (index > 0) y += pieces[index].Gap;
            pieces[index].Draw(canvas, x, y);
            y += pieces[index].Height;
        }
    });

    public static IEnumerable<Piece> Parts(IEnumerable<Piece> pieces, double tallest)
    {
        var part = new List<Piece>();
        foreach (var piece in pieces)
        {
            part.Add(piece);
            if (part.Count == 1 || Height(part) <= tallest) continue;
            part.RemoveAt(part.Count - 1);
            yield return One(part);
            part = [piece];
        }

        if (part.Count > 0) yield return One(part);
    }
}
