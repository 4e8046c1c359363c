using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace BlazorJwt.Hosting;

/// <summary>
/// Whose word counts on who asks and over what: X-Forwarded-For and X-Forwarded-Proto are believed from the proxies in the settings, and
/// from nobody else. X-Forwarded-Host never is: a proxy keeps the Host header, so that AllowedHosts and the hub's look at Origin see what
/// the browser sent.
/// </summary>
internal sealed class KnownProxies(IOptions<HostingOptions> hosting) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    // Last, so that nothing else has a say: ASPNETCORE_FORWARDEDHEADERS_ENABLED empties the lists, and with empty lists the framework
    // believes everybody.
    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in hosting.Value.KnownProxies) options.KnownProxies.Add(IPAddress.Parse(address));
        foreach (var network in hosting.Value.KnownIPNetworks) options.KnownIPNetworks.Add(IPNetwork.Parse(network));
        options.ForwardedHeaders = options is { KnownProxies.Count: 0, KnownIPNetworks.Count: 0 }
            ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // As far back as the proxies are known. The first address that is no proxy of ours is the client.
        options.ForwardLimit = null;
    }
}

/// <summary>Says at start what is no address and no network among the known proxies.</summary>
internal sealed class KnownProxiesValidator : IValidateOptions<HostingOptions>
{
    public ValidateOptionsResult Validate(string? name, HostingOptions options)
    {
        string[] problems =
        [
            .. options.KnownProxies.Index().Where(entry => !IsAddress(entry.Item)).Select(entry =>
                $"Hosting:KnownProxies:{entry.Index} is no IP address. Name the proxy by its address, for example 10.0.0.4; names of " +
                    "hosts are not looked up."),
            .. options.KnownIPNetworks.Index().Where(entry => !IPNetwork.TryParse(entry.Item, out _)).Select(entry =>
                $"Hosting:KnownIPNetworks:{entry.Index} is no network. Write its first address and the length of its prefix, for " +
                    "example 10.0.0.0/24."),
            .. options.KnownIPNetworks.Index().Where(entry => IsEveryAddress(entry.Item)).Select(entry =>
                $"Hosting:KnownIPNetworks:{entry.Index} holds every address, so that any client could say who it is. Name the network " +
                    "of the proxies alone."),
        ];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    // Not the short forms of old: 10.4 would be 10.0.0.4, and is rather a slip.
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out _) && (text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3);

    private static bool IsEveryAddress(string text) => IPNetwork.TryParse(text, out var network) && network.PrefixLength == 0;
}
