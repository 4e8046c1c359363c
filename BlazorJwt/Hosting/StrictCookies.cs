using Microsoft.AspNetCore.Http.Features;

namespace BlazorJwt.Hosting;

/// <summary>
/// The cookies of a request, read as browsers write them (RFC 6265 section 4.2.1). The framework compares names without case, takes a comma
/// for a separator, and the last cookie wins. So a script could set <c>__host-blazorjwt</c>, or a comma in another cookie's value, and the
/// server would read that instead of <c>__Host-BlazorJwt</c>, which no script can set. Here names have case, only a semicolon separates,
/// and a name that is there twice counts as missing: nobody can tell which one the app set.
/// </summary>
internal sealed class StrictCookies : Dictionary<string, string>, IRequestCookieCollection
{
    private StrictCookies()
        : base(StringComparer.Ordinal)
    {
    }

    public new string? this[string key] => this.GetValueOrDefault(key);

    ICollection<string> IRequestCookieCollection.Keys => Keys;

    /// <summary>Reads them in place of the framework. Runs before everything that reads a cookie.</summary>
    public static Task Read(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Cookie is { Count: > 0 } header)
            context.Features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(Parse(header)));
        return next(context);
    }

    internal static StrictCookies Parse(IEnumerable<string?> lines)
    {
        var cookies = new StrictCookies();
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in lines.SelectMany(line => line?.Split(';', StringSplitOptions.TrimEntries) ?? []))
        {
            // Without a name it is none of this app's.
            if (pair.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at)) continue;
            // Unescaped as the framework does it: that is how it writes them.
            var name = pair[..at].TrimEnd();
            if (!cookies.TryAdd(name, Uri.UnescapeDataString(pair[(at + 1)..].TrimStart()))) twice.Add(name);
        }

        foreach (var name in twice) cookies.Remove(name);
        return cookies;
    }
}
