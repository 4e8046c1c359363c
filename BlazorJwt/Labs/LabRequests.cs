using System.Buffers.Text;
using System.Security.Cryptography;

namespace BlazorJwt.Labs;

/// <summary>What the labs ask of a request, and the random names they give out.</summary>
internal static class LabRequests
{
    /// <summary>128 random bits, to stand in an address or a cookie.</summary>
    public static string RandomName() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Where a request was sent to: scheme, host and port.</summary>
    public static string OwnOrigin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>
    /// True for a request that a page of this very origin sent. Browsers say where a request comes from in Sec-Fetch-Site (W3C Fetch
    /// Metadata) and in Origin (RFC 6454); a script can write neither. Both have to fit, and a request with neither is refused.
    /// </summary>
    public static bool IsFromOwnPage(this HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return (site, origin) is not ("", "")
            && site is "" or "same-origin"
            && (origin is "" || string.Equals(origin, request.OwnOrigin(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True when the browser says that another site sent the request; by Origin alone where it says nothing else.</summary>
    public static bool IsCrossSite(this HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is "cross-site"
            : request.Headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, request.OwnOrigin(), StringComparison.OrdinalIgnoreCase);
}
