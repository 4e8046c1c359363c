using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace BlazorJwt.Hosting;

/// <summary>Tells clients apart by address, for the bounds on what one address may do.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The key of the address a request came from: the address itself for IPv4; the first 64 bits for IPv6, where one client has as many
    /// addresses as it likes.
    /// </summary>
    public static string AddressKey(this HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Key(address) : "none";

    /// <summary>A hash of the same, for what is kept longer than a request: an address is personal data.</summary>
    public static string AddressMark(this HttpContext context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.AddressKey())).AsSpan(..8));

    internal static string Key(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
