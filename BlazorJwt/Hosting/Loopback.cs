using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>
/// The names of this machine for itself. They are always allowed as Host: the server calls its own API by them. Other names stand in the
/// setting AllowedHosts; a name that does not is refused, or a foreign site could point its own name here (DNS rebinding).
/// </summary>
internal sealed class Loopback(IConfiguration configuration) : IPostConfigureOptions<HostFilteringOptions>
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    public void PostConfigure(string? name, HostFilteringOptions options)
    {
        string[] configured = string.IsNullOrWhiteSpace(configuration["AllowedHosts"]) ? [] : [.. options.AllowedHosts];
        options.AllowedHosts = [.. configured.Union(Names, StringComparer.OrdinalIgnoreCase)];
        options.AllowEmptyHosts = false;
    }

    /// <summary>True for a request that comes from this machine and calls it by a name of its own.</summary>
    public static bool IsOwnCall(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && Names.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase);
}
