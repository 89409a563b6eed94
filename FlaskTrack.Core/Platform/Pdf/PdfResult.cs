using System.Globalization;

namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>What was written: pages, bytes, and the characters no font had (drawn as boxes, still in the text).</summary>
public sealed record PdfResult(int Pages, long Bytes, IReadOnlyList<MissingCharacter> MissingCharacters);

/// <summary>A character that no font at hand could draw.</summary>
public sealed record MissingCharacter(int CodePoint)
{
    /// <summary>As written in Unicode charts, <c>U+1F9EC</c>.</summary>
    public string Name => "U+" + CodePoint.ToString("X4", CultureInfo.InvariantCulture);
}

/// <summary>How far a document has come, for blocks that tell about the document itself.</summary>
public sealed record PdfSoFar(int Page, IReadOnlyList<MissingCharacter> MissingCharacters);
