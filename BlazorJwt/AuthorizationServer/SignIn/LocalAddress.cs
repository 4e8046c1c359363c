namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Where a visitor may be sent after signing in: pages of this app and nowhere else (no open redirect, CWE-601).</summary>
internal static class LocalAddress
{
    public const string Start = "/";

    private const int Longest = 2048;

    public static string OrStart(string? address) => IsLocal(address) ? address! : Start;

    /// <summary>
    /// True for a path of this app, with or without query. Browsers read <c>//host</c>, <c>/\host</c> and either with control characters
    /// in between as another host, and some software decodes once more: each is refused, decoded or not.
    /// </summary>
    public static bool IsLocal(string? address)
    {
        if (address is not ['/', ..] || address.Length > Longest
            || address.Any(letter => letter is <= ' ' or > '~' or '\\' or '"' or '<' or '>')) return false;
        var path = Uri.UnescapeDataString(address.Split('?', '#')[0]);
        return !path.Contains("//", StringComparison.Ordinal)
            && !path.Any(letter => letter is '\\' || char.IsControl(letter))
            // The endpoints of signing in and out are no pages to arrive at.
            && !path.StartsWith("/account/", StringComparison.OrdinalIgnoreCase);
    }
}
