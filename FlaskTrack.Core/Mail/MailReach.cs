using System.Net;
using System.Net.Sockets;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Mail;

/// <summary>Where conversations with mail servers may lead. SECURITY: an organization's admin names a host that this server then connects to, so the host
/// name is looked up once, each address is checked, and the connection goes to the address that was checked, not to the name.</summary>
internal static class MailReach
{
    /// <summary>The ports mail servers take letters at.</summary>
    public static readonly IReadOnlyList<int> Ports = [25, 465, 587, 2525];

    /// <summary>Nothing there is ever a mail server: unspecified, link-local with the metadata services of clouds, multicast and reserved.</summary>
    private static readonly string[] Never = ["0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::254"];

    private static readonly string[] Private = ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "::1", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "fc00::/7", "fec0::/10"];

    /// <summary>Whether a conversation may go to the address.</summary>
    /// <param name="own">The installation's operator named the server; it may be anywhere.</param>
    public static bool Allows(IPAddress address, OrganizationServers reach, bool own) =>
        own || (reach != OrganizationServers.None && !AddressRanges.Allow(Never, address.ToString()) && (reach == OrganizationServers.Any || !AddressRanges.Allow(Private, address.ToString())));

    /// <summary>Looks the host up and connects to the first of its addresses that is allowed and answers.</summary>
    /// <exception cref="MailException">The name is not known, all its addresses are out of bounds, or none answers.</exception>
    public static async Task<Socket> ConnectAsync(MailServer server, OrganizationServers reach, bool own, CancellationToken ct)
    {
        var addresses = await FindAsync(server.Host, ct);
        var allowed = addresses.Where(address => Allows(address, reach, own)).ToList();
        if (allowed.Count == 0) throw new MailException(MailStep.Connection, $"{server.Host} leads to {string.Join(", ", addresses.AsEnumerable())}, where this installation lets no organization send mail.");
        SocketException? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address, server.Port, ct);
                return socket;
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new MailException(MailStep.Connection, $"{server.Host} port {server.Port} did not take the connection: {last!.Message}.", inner: last);
    }

    private static async Task<IPAddress[]> FindAsync(string host, CancellationToken ct)
    {
        try
        {
            return IPAddress.TryParse(host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (SocketException fault)
        {
            throw new MailException(MailStep.Connection, $"The name {host} was not found: {fault.Message}.", inner: fault);
        }
    }
}
