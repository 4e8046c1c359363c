using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Hosting;

/// <summary>The bounds on every request, section <c>Hosting</c> of the settings.</summary>
internal sealed class HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>The largest body, in bytes. The app takes short forms and short JSON.</summary>
    [Range(4 * 1024, 1024 * 1024, ErrorMessage = "Hosting:MaxBodyBytes must lie between 4096 and 1048576.")]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>All request headers together, in bytes. A token of the largest size fits twice: as cookie and as header.</summary>
    [Range(16 * 1024, 128 * 1024, ErrorMessage = "Hosting:MaxHeaderBytes must lie between 16384 and 131072.")]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>
    /// The largest message a page may send through its circuit, in bytes. A larger one ends the circuit, so every text field has a bound
    /// (maxlength). Blazor sends a field's text twice with each letter, and a control character takes six bytes: 12 bytes a character of
    /// the longest field (the debugger's, 20,000), and some for the rest of the message.
    /// </summary>
    [Range(32 * 1024, 1024 * 1024, ErrorMessage = "Hosting:MaxHubMessageBytes must lie between 32768 and 1048576.")]
    public int MaxHubMessageBytes { get; set; } = 256 * 1024;

    /// <summary>How many pages one address may have open. Sixty people with five tabs each fit.</summary>
    [Range(1, 100_000, ErrorMessage = "Hosting:CircuitsByAddress must lie between 1 and 100000.")]
    public int CircuitsByAddress { get; set; } = 300;

    /// <summary>How long a page that lost its connection can come back to where it was.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Hosting:KeepLostCircuits must lie between 00:00:00 and 01:00:00.")]
    public TimeSpan KeepLostCircuits { get; set; } = TimeSpan.FromMinutes(3);

    [Range(0, 100_000, ErrorMessage = "Hosting:MaxLostCircuits must lie between 0 and 100000.")]
    public int MaxLostCircuits { get; set; } = 200;

    /// <summary>
    /// The addresses of the proxies in front, whose X-Forwarded-For and X-Forwarded-Proto are believed. None by default: everybody can send
    /// these headers.
    /// </summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>The networks of such proxies, in CIDR notation (RFC 4632 section 3.1), where their addresses change.</summary>
    public string[] KnownIPNetworks { get; set; } = [];
}
