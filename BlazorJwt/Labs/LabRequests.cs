using System.Buffers.Text;
using System.Security.Cryptography;

namespace BlazorJwt.Labs;

internal static class LabRequests
{
    /// <summary>A group of endpoints of a lab. Neither a browser nor a proxy stores their answers.</summary>
    public static RouteGroupBuilder MapLab(this IEndpointRouteBuilder routes, string path) =>
        routes.MapGroup(path).ExcludeFromDescription().AddEndpointFilter((call, next) =>
        {
            call.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(call);
        });

    /// <summary>128 random bits, for an address or a cookie.</summary>
    public static string RandomName() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static string OwnOrigin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>
    /// True for a request that a page of this very origin sent. Browsers name the sender in Sec-Fetch-Site (W3C Fetch Metadata) and in
    /// Origin (RFC 6454), and no script can set either. Both must match, and a request with neither is refused.
    /// </summary>
    public static bool IsFromOwnPage(this HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return (site, origin) is not ("", "")
            && site is "" or "same-origin"
            && (origin is "" || string.Equals(origin, request.OwnOrigin(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True when the browser names another site as the sender; by Origin alone where there is no Sec-Fetch-Site.</summary>
    public static bool IsCrossSite(this HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return site is not "" ? site is "cross-site"
            : origin is not "" && !string.Equals(origin, request.OwnOrigin(), StringComparison.OrdinalIgnoreCase);
    }
}
