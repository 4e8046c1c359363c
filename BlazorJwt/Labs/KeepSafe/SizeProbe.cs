using System.Globalization;
using BlazorJwt.AuthorizationServer.SignIn;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>Fills a place until the browser stops it, and deletes afterwards what it put there.</summary>
internal sealed class SizeProbe(StorageScript script, CookieHandover handover, ServerTokens server)
{
    public const string CookieName = TokenCookie.CopyMark + "Size";

    /// <summary>The length of the value that ASP.NET splits into chunks.</summary>
    public const int ChunkedLength = 10_000;

    private const int Limit = 4096;

    /// <summary>How much one place holds, in words.</summary>
    /// <param name="place">One of <see cref="PlaceNames"/>.</param>
    public async Task<string> MeasureAsync(string place, string session) => place switch
    {
        PlaceNames.LocalStorage => $"{Number(await script.InvokeAsync<int>("capacity", "localStorage"))} characters",
        PlaceNames.SessionStorage => $"{Number(await script.InvokeAsync<int>("capacity", "sessionStorage"))} characters",
        PlaceNames.ScriptMemory => $"{Number(await script.InvokeAsync<int>("memoryHolds", 16 * 1024 * 1024))} characters held",
        PlaceNames.ReadableCookie => $"{Number(await script.InvokeAsync<int>("cookieCapacity"))} bytes",
        PlaceNames.HttpOnlyNone => await CookieAsync(SameSiteMode.None),
        PlaceNames.HttpOnlyLax => await CookieAsync(SameSiteMode.Lax),
        PlaceNames.HttpOnlyStrict => await CookieAsync(SameSiteMode.Strict),
        PlaceNames.ProtectedStorage =>
            $"{Number(await script.InvokeAsync<int>("lengthOf", ProtectedStoragePlace.Key))} characters for this token",
        _ => $"{Number(server.Find(session)?.Length ?? 0)} characters for this token, at the server",
    };

    /// <summary>Has ASP.NET's own cookie manager set a value that is too large for one cookie.</summary>
    /// <returns>The length of each cookie that the browser sent back.</returns>
    public async Task<IReadOnlyList<int>> ChunksAsync() => await script.InvokeAsync<int[]>("chunks");

    public static IEnumerable<int> In(HttpRequest request) =>
        from cookie in request.Cookies
        where cookie.Key.StartsWith(CookieName, StringComparison.Ordinal)
        select cookie.Key.Length + cookie.Value.Length;

    // Name and value together count, without the equals sign (draft RFC 6265bis section 5.6).
    private async Task<string> CookieAsync(SameSiteMode mode) =>
        $"{Number(Limit)} bytes {await FateAsync(mode, Limit)}, {Number(Limit + 1)} {await FateAsync(mode, Limit + 1)}";

    private async Task<string> FateAsync(SameSiteMode mode, int size)
    {
        var cookie = CopyCookie.ForHttpOnly(mode) with { Name = CookieName };
        var value = new string('x', size - CookieName.Length);
        await script.InvokeVoidAsync("fetchCookie", handover.Leave(cookie.Set(value, TimeSpan.FromMinutes(1))));
        var sent = await script.InvokeAsync<int[]>("cookieSizes");
        await script.InvokeVoidAsync("fetchCookie", handover.Leave(cookie.Clear()));
        return sent.Contains(size) ? "kept" : "dropped";
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
