using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>
/// The names of this machine for itself: those of loopback, and the address it was told to listen on. They are always allowed as Host: the
/// server calls its own API by them. Other names stand in the setting AllowedHosts; a name that does not is refused, or a foreign site
/// could point its own name here (DNS rebinding).
/// </summary>
internal sealed class Loopback(IConfiguration configuration) : IPostConfigureOptions<HostFilteringOptions>
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    // An address of numbers, as in http://10.0.0.5:8080: no name can be pointed at it.
    private IEnumerable<string> Listening => (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(listening => BindingAddress.Parse(listening).Host)
        .Where(host => IPAddress.TryParse(host.Trim('[', ']'), out var address) && !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any));

    public void PostConfigure(string? name, HostFilteringOptions options)
    {
        string[] configured = string.IsNullOrWhiteSpace(configuration["AllowedHosts"]) ? [] : [.. options.AllowedHosts];
        options.AllowedHosts = [.. configured.Union(Names, StringComparer.OrdinalIgnoreCase)
            .Union(Listening, StringComparer.OrdinalIgnoreCase)];
        options.AllowEmptyHosts = false;
    }

    /// <summary>True for a request that comes from this machine and calls it by a name of its own.</summary>
    public static bool IsOwnCall(HttpContext context)
    {
        var (from, to) = (context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress);
        if (from is null) return false;
        var host = context.Request.Host.Host;
        return IPAddress.IsLoopback(from)
            ? Names.Contains(host, StringComparer.OrdinalIgnoreCase)
            : from.Equals(to) && IPAddress.TryParse(host.Trim('[', ']'), out var named) && named.Equals(to);
    }
}
