using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A second name of this server, which is another site to a browser. <c>localhost</c> and <c>127.0.0.1</c> share no cookie and no storage.
/// Elsewhere the second name is a setting.
/// </summary>
internal sealed class SecondHostName(IOptions<LabsOptions> options) : IPostConfigureOptions<HostFilteringOptions>
{
    /// <summary>The other name, port included, for a visitor who uses this one; null when no other is known.</summary>
    public HostString? Of(HostString host)
    {
        var other = host.Host switch
        {
            "localhost" => "127.0.0.1",
            "127.0.0.1" or "[::1]" => "localhost",
            _ => options.Value.EvilHost,
        };
        if (other is null) return null;
        var name = new HostString(other);
        if (string.Equals(name.Host, host.Host, StringComparison.OrdinalIgnoreCase)) return null;
        return name.Port is null && host.Port is { } port ? new(name.Host, port) : name;
    }

    /// <summary>Allows the configured name as Host, because it is a name of this server.</summary>
    public void PostConfigure(string? name, HostFilteringOptions filter)
    {
        if (options.Value is { Enabled: true, EvilHost: { } evil })
            filter.AllowedHosts = [.. filter.AllowedHosts, new HostString(evil).Host];
    }
}
