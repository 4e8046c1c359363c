using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>An HttpOnly cookie: no script can read it, and the browser sends it by itself. SameSite says with which requests from other sites.</summary>
public sealed class HttpOnlyCookiePlace(SameSiteMode sameSite, StorageScript script, CookieHandover handover) : ITokenPlace
{
    private readonly CopyCookie _cookie = CopyCookie.ForHttpOnly(sameSite);

    /// <inheritdoc/>
    public string Name => sameSite switch
    {
        SameSiteMode.None => PlaceNames.HttpOnlyNone,
        SameSiteMode.Lax => PlaceNames.HttpOnlyLax,
        _ => PlaceNames.HttpOnlyStrict,
    };

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("fetchCookie", handover.Leave(_cookie.Set(token, TokenCopies.Lifetime)));

    // No script can look: the server says what came along.
    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("findAtServer", Name);

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("useAtServer", Name);

    /// <inheritdoc/>
    public Task RemoveAsync() => script.InvokeVoidAsync("fetchCookie", handover.Leave(_cookie.Clear()));
}
