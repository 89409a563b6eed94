using System.Globalization;
using FlaskTrack.Core.Platform.Pdf.Layout;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Bookmarks as a tree by level; a level left out in between is taken as the next one down.</summary>
internal static class OutlineObjects
{
    /// <returns>The root's object number, 0 where there is no bookmark.</returns>
    public static int Write(PdfFile file, IReadOnlyList<Bookmark> bookmarks)
    {
        if (bookmarks.Count == 0) return 0;
        var root = new Node(file.Reserve(), null, 0);
        var open = new Stack<Node>([root]);
        foreach (var bookmark in bookmarks)
        {
            while (open.Count > 1 && open.Peek().Level >= bookmark.Level) open.Pop();
            var node = new Node(file.Reserve(), bookmark, bookmark.Level);
            open.Peek().Children.Add(node);
            open.Push(node);
        }

        file.Object(root.Number, $"<</Type/Outlines{Range(root)}>>");
        WriteChildren(file, root);
        return root.Number;
    }

    private static void WriteChildren(PdfFile file, Node parent)
    {
        for (var index = 0; index < parent.Children.Count; index++)
        {
            var node = parent.Children[index];
            var place = node.Bookmark!;
            var previous = index > 0 ? $"/Prev {Literal.Reference(parent.Children[index - 1].Number)}" : "";
            var next = index < parent.Children.Count - 1 ? $"/Next {Literal.Reference(parent.Children[index + 1].Number)}" : "";
            file.Object(node.Number, string.Create(CultureInfo.InvariantCulture,
                $"<</Title{Literal.Text(place.Title)}/Parent {parent.Number} 0 R{previous}{next}{Range(node)}/Dest[{place.Page} 0 R/XYZ 0 {place.Top:0.##} null]>>"));
            WriteChildren(file, node);
        }
    }

    private static string Range(Node node) => node.Children.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"/First {node.Children[0].Number} 0 R/Last {node.Children[^1].Number} 0 R/Count {node.Descendants}");

    private sealed record Node(int Number, Bookmark? Bookmark, int Level)
    {
        public List<Node> Children { get; } = [];
        public int Descendants => Children.Sum(child => 1 + child.Descendants);
    }
}
