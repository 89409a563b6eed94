using System.Net;
using System.Net.Sockets;

namespace FlaskTrack.Core.Accounts;

/// <summary>What counts as one place that tries come from: an IPv4 address, or an IPv6 network of 64 bits, which one customer holds whole.</summary>
public static class AddressPrefix
{
    private const int NetworkBytes = 8;

    public static string Of(string? address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);

    public static string Of(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }
}
