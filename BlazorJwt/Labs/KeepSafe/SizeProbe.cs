using System.Globalization;
using BlazorJwt.AuthorizationServer.SignIn;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>Fills a place until the browser stops it, and says what it saw. What it put there is gone afterwards.</summary>
public sealed class SizeProbe(StorageScript script, CookieHandover handover, ServerTokens server)
{
    /// <summary>The name of the cookie that is made too large.</summary>
    public const string CookieName = TokenCookie.CopyMark + "Size";

    /// <summary>The length of the value that ASP.NET is given to cut into chunks.</summary>
    public const int ChunkedLength = 10_000;

    private const int Limit = 4096;

    /// <summary>How much one place takes.</summary>
    /// <param name="place">One of <see cref="PlaceNames"/>.</param>
    /// <param name="session">The session that the server keeps a token for.</param>
    public async Task<string> MeasureAsync(string place, string session) => place switch
    {
        PlaceNames.LocalStorage => $"{Number(await script.InvokeAsync<int>("capacity", "localStorage"))} characters",
        PlaceNames.SessionStorage => $"{Number(await script.InvokeAsync<int>("capacity", "sessionStorage"))} characters",
        PlaceNames.ScriptMemory => $"{Number(await script.InvokeAsync<int>("memoryHolds", 16 * 1024 * 1024))} characters held",
        PlaceNames.ReadableCookie => $"{Number(await script.InvokeAsync<int>("cookieCapacity"))} bytes",
        PlaceNames.HttpOnlyNone => await CookieAsync(SameSiteMode.None),
        PlaceNames.HttpOnlyLax => await CookieAsync(SameSiteMode.Lax),
        PlaceNames.HttpOnlyStrict => await CookieAsync(SameSiteMode.Strict),
        PlaceNames.ProtectedStorage => $"{Number(await script.InvokeAsync<int>("lengthOf", "blazorjwt-copy-protected"))} characters for this token",
        _ => $"{Number(server.Find(session)?.Length ?? 0)} characters for this token, at the server",
    };

    /// <summary>Has ASP.NET's own cookie manager set a value that no cookie holds, and asks what came back.</summary>
    /// <returns>The length of each cookie that came back.</returns>
    public async Task<IReadOnlyList<int>> ChunksAsync() => [.. (await script.InvokeAsync<int[]>("chunks"))];

    // Name and value together count: the equals sign does not (draft RFC 6265bis section 5.6).
    private async Task<string> CookieAsync(SameSiteMode mode)
    {
        var (fits, over) = (await ComesBackAsync(mode, Limit), await ComesBackAsync(mode, Limit + 1));
        return $"{Number(Limit)} bytes {(fits ? "kept" : "dropped")}, {Number(Limit + 1)} {(over ? "kept" : "dropped")}";
    }

    private async Task<bool> ComesBackAsync(SameSiteMode mode, int size)
    {
        var cookie = CopyCookie.ForHttpOnly(mode) with { Name = CookieName };
        await script.InvokeVoidAsync("fetchCookie", handover.Leave(cookie.Set(new('x', size - CookieName.Length), TimeSpan.FromMinutes(1))));
        var came = await script.InvokeAsync<int[]>("cookieSizes");
        await script.InvokeVoidAsync("fetchCookie", handover.Leave(cookie.Clear()));
        return came.Contains(size);
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
