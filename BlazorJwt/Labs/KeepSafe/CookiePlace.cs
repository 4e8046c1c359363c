namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A cookie that the server sets. The browser decides whether to keep it, and sends it automatically; no script needs to read it.
/// </summary>
/// <param name="name">One of <see cref="PlaceNames"/>.</param>
/// <param name="cookie">Its name and attributes.</param>
/// <param name="endings">The Set-Cookie headers that delete it.</param>
/// <param name="script">Sends the browser's requests.</param>
/// <param name="handover">Brings a Set-Cookie header into a response.</param>
internal sealed class CookiePlace(
    string name, CopyCookie cookie, IReadOnlyList<string> endings, StorageScript script, CookieHandover handover)
    : ITokenPlace
{
    public string Name => name;

    public Task PutAsync(string token) => FetchAsync(cookie.Set(token, TokenCopies.Lifetime));

    // A script cannot look into an HttpOnly cookie, so the server says what was sent.
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("findAtServer", Name);

    public Task<int> UseAsync() => script.InvokeAsync<int>("useAtServer", Name);

    public async Task RemoveAsync()
    {
        foreach (var ending in endings) await FetchAsync(ending);
    }

    private Task FetchAsync(string setCookie) => script.InvokeVoidAsync("fetchCookie", handover.Leave(setCookie));
}
