using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Components.Layout;

internal static class SignInAddress
{
    /// <summary>The sign-in page, as seen from a page of this app. The start page and the sign-in page itself need no way back.</summary>
    public static string From(string uri)
    {
        var here = new Uri(uri);
        var back = here.AbsolutePath.Equals("/sign-in", StringComparison.OrdinalIgnoreCase)
            ? QueryHelpers.ParseQuery(here.Query).GetValueOrDefault("returnUrl").ToString()
            : here.PathAndQuery;
        return back is "" or "/" ? "sign-in" : $"sign-in?returnUrl={Uri.EscapeDataString(back)}";
    }
}
