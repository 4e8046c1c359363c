using System.Globalization;
using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Api;

/// <summary>
/// Tells the caller what the check of its token cost: how often the server looked something up. As <c>Server-Timing</c> (W3C), which a
/// page's script may read, and which the developer tools of a browser show.
/// </summary>
internal static class ServerTimingHeader
{
    public const string Metric = "lookups";

    public static void TellLookUps(this HttpContext context)
    {
        if (context.Features.Get<RequestVerdict>()?.Verdict is { } verdict)
        {
            context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"{Metric};desc=\"{verdict.LookUps}\"");
        }
    }
}
