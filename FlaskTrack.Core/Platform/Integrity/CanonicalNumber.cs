using System.Globalization;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Numbers as ECMAScript prints them (RFC 8785 §3.2.2.3, ECMA-262 Number::toString).</summary>
internal static class CanonicalNumber
{
    /// <summary>Writes <paramref name="value"/> in at most 25 ASCII bytes and returns how many.</summary>
    /// <exception cref="FormatException">NaN or an infinity, which JSON cannot carry.</exception>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value)) throw new FormatException("JSON has no number for NaN or infinity.");
        if (value == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        // The shortest digits that read back as the same double: what ECMAScript asks for, in another layout.
        Span<char> text = stackalloc char[32];
        Math.Abs(value).TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var count = ReadDigits(text[..length], digits, out var pointAt);
        var written = 0;
        if (value < 0) destination[written++] = (byte)'-';
        return written + Lay(digits[..count], pointAt, destination[written..]);
    }

    /// <summary>Splits .NET's text into significant digits and the place of the decimal point after the first of them.</summary>
    private static int ReadDigits(ReadOnlySpan<char> text, Span<byte> digits, out int pointAt)
    {
        var exponentAt = text.IndexOf('E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        pointAt = exponent + (point < 0 ? mantissa.Length : point);
        var count = 0;
        foreach (var character in mantissa)
        {
            if (character == '.') continue;
            if (count == 0 && character == '0')
            {
                pointAt--;
                continue;
            }

            digits[count++] = (byte)character;
        }

        while (count > 1 && digits[count - 1] == (byte)'0') count--;
        return count;
    }

    private static int Lay(ReadOnlySpan<byte> digits, int pointAt, Span<byte> to)
    {
        if (pointAt is > 21 or <= -6) return LayExponent(digits, pointAt - 1, to);
        if (pointAt <= 0)
        {
            "0."u8.CopyTo(to);
            to.Slice(2, -pointAt).Fill((byte)'0');
            digits.CopyTo(to[(2 - pointAt)..]);
            return 2 - pointAt + digits.Length;
        }

        if (digits.Length <= pointAt)
        {
            digits.CopyTo(to);
            to[digits.Length..pointAt].Fill((byte)'0');
            return pointAt;
        }

        digits[..pointAt].CopyTo(to);
        to[pointAt] = (byte)'.';
        digits[pointAt..].CopyTo(to[(pointAt + 1)..]);
        return digits.Length + 1;
    }

    private static int LayExponent(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        var at = 0;
        to[at++] = digits[0];
        if (digits.Length > 1)
        {
            to[at++] = (byte)'.';
            digits[1..].CopyTo(to[at..]);
            at += digits.Length - 1;
        }

        to[at++] = (byte)'e';
        to[at++] = (byte)(exponent < 0 ? '-' : '+');
        Math.Abs(exponent).TryFormat(to[at..], out var length, default, CultureInfo.InvariantCulture);
        return at + length;
    }
}
