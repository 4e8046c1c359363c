using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Teaching;

/// <summary>Tells the headers a lesson is about from those every browser and server adds.</summary>
internal static class HighlightedHeaders
{
    private static readonly HashSet<string> Everyday = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Connection", "Content-Length", "Date", "Keep-Alive", "Pragma", "Priority",
        "Referer", "Server",
        "Transfer-Encoding", "Upgrade-Insecure-Requests", "User-Agent", "Vary", "X-Exchange-Id",
        "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Embedder-Policy",
        "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options", "Sec-Fetch-Dest", "Sec-Fetch-Mode",
        "Sec-Fetch-User",
        "X-Permitted-Cross-Domain-Policies", "X-DNS-Prefetch-Control", "X-XSS-Protection",
    };

    public static bool IsTelling(ExchangeHeader header) =>
        !Everyday.Contains(header.Name) && !header.Name.StartsWith("sec-ch-", StringComparison.OrdinalIgnoreCase);
}
