namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>The faces shipped with the product (SIL Open Font License, see wwwroot-assets/fonts), parsed once.</summary>
internal static class BundledFonts
{
    private static readonly Lazy<FontFile> RegularFile = new(() => Read("NotoSans-Regular"));
    private static readonly Lazy<FontFile> BoldFile = new(() => Read("NotoSans-Bold"));
    private static readonly Lazy<FontFile> MonoFile = new(() => Read("NotoSansMono-Regular"));

    public static FontFile Regular => RegularFile.Value;
    public static FontFile Bold => BoldFile.Value;
    public static FontFile Mono => MonoFile.Value;

    private static FontFile Read(string name)
    {
        using var stream = typeof(BundledFonts).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return new(data, name);
    }
}
