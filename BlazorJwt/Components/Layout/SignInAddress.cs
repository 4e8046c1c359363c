using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Components.Layout;

internal static class SignInAddress
{
    /// <summary>The sign-in page, as seen from a page of this app. The start page and the sign-in page itself need no way back.</summary>
    public static string From(string uri) => WayBack(uri) is { } back ? $"sign-in?returnUrl={Uri.EscapeDataString(back)}" : "sign-in";

    /// <summary>The page to come back to after signing in; null for those that need no way back.</summary>
    public static string? WayBack(string uri)
    {
        var here = new Uri(uri);
        var back = here.AbsolutePath.Equals("/sign-in", StringComparison.OrdinalIgnoreCase)
            ? QueryHelpers.ParseQuery(here.Query).GetValueOrDefault("returnUrl").ToString()
            : here.PathAndQuery;
        return back is "" or "/" ? null : back;
    }
}
