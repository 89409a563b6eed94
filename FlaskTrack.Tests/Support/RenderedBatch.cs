using System.Buffers.Binary;
using System.Text;

namespace FlaskTrack.Tests.Support;

/// <summary>An element with something to call at it, as the server sent it to the browser.</summary>
/// <param name="Event">Such as <c>click</c>.</param>
/// <param name="Words">Its own text; that of components inside it is not there.</param>
internal sealed record RenderedHandler(ulong Id, string Event, string Element, IReadOnlyDictionary<string, string?> Attributes, string Words)
{
    public bool IsOff => Attributes.ContainsKey("disabled") || Attributes.GetValueOrDefault("aria-disabled") == "true";
}

/// <summary>Reads what a render batch brings in the framework's binary form: texts, handlers that came, handlers that went.</summary>
internal sealed class RenderedBatch
{
    private const int FrameSize = 20;
    private readonly byte[] data;
    private readonly int strings;

    public RenderedBatch(byte[] data)
    {
        this.data = data;
        strings = Number(data.Length - 4);
        var frames = Number(data.Length - 16);
        Read(frames + 4, Number(frames));
        var gone = Number(data.Length - 8);
        Gone = [.. Enumerable.Range(0, Number(gone)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(gone + 4 + (i * 8))))];
    }

    public List<RenderedHandler> Handlers { get; } = [];

    public List<string> Texts { get; } = [];

    public IReadOnlyList<ulong> Gone { get; }

    private void Read(int at, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = at + (i * FrameSize);
            switch (Number(frame))
            {
                case 1: // an element with its subtree
                    Handle(at, i, Number(frame + 4), Word(frame + 8) ?? "");
                    break;
                case 2 or 8: // text, markup
                    Texts.Add(Word(frame + 4) ?? "");
                    break;
            }
        }
    }

    private void Handle(int at, int first, int length, string element)
    {
        var (attributes, called, words) = (new Dictionary<string, string?>(StringComparer.Ordinal), new List<(string Name, ulong Id)>(), new StringBuilder());
        var own = true;
        for (var i = first + 1; i < first + length; i++)
        {
            var frame = at + (i * FrameSize);
            var kind = Number(frame);
            own &= kind == 3;
            if (own && BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(frame + 12)) is var id and > 0) called.Add((Word(frame + 4) ?? "", id));
            else if (own) attributes[Word(frame + 4) ?? ""] = Word(frame + 8);
            else if (kind is 2 or 8) words.Append(Word(frame + 4));
        }

        Handlers.AddRange(called.Select(pair => new RenderedHandler(pair.Id, pair.Name[2..], element, attributes, words.ToString().Trim())));
    }

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));

    private string? Word(int at)
    {
        var index = Number(at);
        if (index < 0) return null;
        var (start, length, shift) = (Number(strings + (index * 4)), 0, 0);
        byte part;
        do
        {
            part = data[start++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return Encoding.UTF8.GetString(data, start, length);
    }
}
