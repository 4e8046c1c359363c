using System.Net;
using BlazorJwt.Api.Orders;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api.Client;

/// <summary>
/// Where this server reaches itself. From what it listens on, never from a request: anyone who chooses the Host header would choose where
/// the visitor's token is sent.
/// </summary>
internal sealed class ServerAddress(IServer server, IOptions<OrdersOptions> options)
{
    /// <summary>The address; null when the server listens on nothing that an HTTP client can reach.</summary>
    public Uri? Find() => options.Value.Address ?? server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(Loopback)
        .OfType<Uri>()
        .OrderBy(address => address.Scheme == Uri.UriSchemeHttp ? 0 : 1)
        .FirstOrDefault();

    /// <summary>An address that can be called, from one that is listened on: a wildcard means loopback.</summary>
    internal static Uri? Loopback(string listening)
    {
        var address = BindingAddress.Parse(listening);
        if (address.IsUnixPipe || address.IsNamedPipe || address.Scheme is not ("http" or "https")) return null;
        var host = address.Host.Trim('[', ']') switch
        {
            "*" or "+" => "localhost",
            var name when IPAddress.TryParse(name, out var ip) => ip.Equals(IPAddress.Any) ? "127.0.0.1" : ip.Equals(IPAddress.IPv6Any)
                ? "localhost" : ip.ToString(),
            var name => name,
        };
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
