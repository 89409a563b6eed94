using System.Buffers.Binary;

namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>One font file of the machine: its character map at first question, its outlines when it must draw.</summary>
internal sealed class SystemFont
{
    private const int Restricted = 2;
    private const int BitmapOnly = 0x200;

    private readonly string path;
    private readonly Lazy<CharacterMap?> characters;
    // Weak, because a CJK collection is 20 MB and most documents need none.
    private readonly WeakReference<FontFile> loaded = new(null!);

    public SystemFont(string path)
    {
        this.path = path;
        Bold = Path.GetFileNameWithoutExtension(path).Contains("Bold", StringComparison.OrdinalIgnoreCase);
        characters = new(ReadCharacters);
    }

    public bool Bold { get; }

    public bool Has(int codePoint) => characters.Value is { } map && map.Glyph(codePoint) != 0;

    public FontFile Load()
    {
        lock (loaded)
        {
            if (loaded.TryGetTarget(out var font)) return font;
            font = new(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path));
            loaded.SetTarget(font);
            return font;
        }
    }

    private CharacterMap? ReadCharacters()
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var tables = new FontTables((offset, length) =>
            {
                var bytes = new byte[length];
                if (RandomAccess.Read(handle, bytes, offset) != length) throw new InvalidDataException(path);
                return bytes;
            });
            var outlines = tables.Has("CFF ") || (tables.Has("glyf") && tables.Has("loca"));
            return outlines && tables.Has("hmtx") && MayEmbed(tables.Table("OS/2")) ? CharacterMap.Read(tables.Table("cmap")) : null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or OverflowException)
        {
            return null; // A damaged or unreadable font on the machine is no reason to fail a document.
        }
    }

    /// <summary>fsType of 'OS/2': a font whose maker forbids embedding is not used.</summary>
    private static bool MayEmbed(ReadOnlySpan<byte> os2)
    {
        if (os2.Length < 10) return true;
        var rights = BinaryPrimitives.ReadUInt16BigEndian(os2[8..]);
        return (rights & 0xF) != Restricted && (rights & BitmapOnly) == 0;
    }
}
