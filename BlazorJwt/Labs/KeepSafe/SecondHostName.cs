using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Another name of this server, which a browser takes for another site. <c>localhost</c> and <c>127.0.0.1</c> share nothing: no cookie, no
/// storage. Elsewhere the second name is a setting.
/// </summary>
public sealed class SecondHostName(IOptions<LabsOptions> options) : IPostConfigureOptions<HostFilteringOptions>
{
    /// <summary>The other name, port included, for a visitor who uses this one. Null when the server has no other that is known.</summary>
    public HostString? Of(HostString host)
    {
        var other = host.Host switch
        {
            "localhost" => "127.0.0.1",
            "127.0.0.1" or "[::1]" => "localhost",
            _ => null,
        };
        if (other is not null) return host.Port is { } port ? new(other, port) : new(other);
        if (options.Value.EvilHost is not { } configured) return null;
        var evil = new HostString(configured);
        if (string.Equals(evil.Host, host.Host, StringComparison.OrdinalIgnoreCase)) return null;
        return evil.Port is null && host.Port is { } same ? new(evil.Host, same) : evil;
    }

    /// <summary>Allows the configured name as Host: it is one of this server's own.</summary>
    public void PostConfigure(string? name, HostFilteringOptions filter)
    {
        if (options.Value is { Enabled: true, EvilHost: { } evil }) filter.AllowedHosts = [.. filter.AllowedHosts, new HostString(evil).Host];
    }
}
