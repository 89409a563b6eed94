using System.Net;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>Network addresses as an allow-list holds them: single ones, or ranges in the notation of RFC 4632. An address of version 4 is the same whether
/// it comes as such or inside one of version 6.</summary>
public static class AddressRanges
{
    /// <summary>The address or range in its stored form, the base of a range cut to its length; null where the text is none.</summary>
    public static string? Parse(string? text)
    {
        var given = text?.Trim();
        if (string.IsNullOrEmpty(given) || given.Length > 64) return null;
        if (!given.Contains('/', StringComparison.Ordinal)) return Address(given)?.ToString();
        var parts = given.Split('/');
        if (parts.Length != 2 || Address(parts[0]) is not { } address || !int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length)) return null;
        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8) return null;
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(bytes)}/{length}";
    }

    /// <summary>Whether the address is in one of the ranges; an empty list allows every address, a list never allows an unknown one.</summary>
    public static bool Allow(IReadOnlyList<string> ranges, string? address) =>
        ranges.Count == 0 || (address is not null && Address(address) is { } known && ranges.Any(range => IsIn(range, known)));

    private static bool IsIn(string range, IPAddress address) =>
        range.Contains('/', StringComparison.Ordinal) ? IPNetwork.TryParse(range, out var network) && network.Contains(address) : IPAddress.TryParse(range, out var one) && one.Equals(address);

    private static IPAddress? Address(string text)
    {
        // The parser takes "1" and "0x7f.1" as well; people mean four numbers or colons.
        if (!IPAddress.TryParse(text, out var address) || (!text.Contains(':', StringComparison.Ordinal) && text.Count(c => c == '.') != 3)) return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
    }
}
