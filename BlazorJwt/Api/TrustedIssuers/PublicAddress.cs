using System.Net;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// Tells addresses of the internet from those of a machine or a private network. A server that fetches what a visitor names must keep to
/// the former: otherwise it can be sent to look at its own network, a cloud's metadata service first of all (server-side request forgery).
/// </summary>
internal static class PublicAddress
{
    // IANA's special-purpose registries (RFC 6890), and multicast.
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    // Of IPv6 only 2000::/3 is given out. In it: Teredo and other protocols of their own, documentation, and 6to4, which carries an IPv4
    // address.
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] SpecialV6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            : GivenOut.Contains(address) && !SpecialV6.Any(network => network.Contains(address));
    }
}
