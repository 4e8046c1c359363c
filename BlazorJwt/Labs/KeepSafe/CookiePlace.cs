namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A cookie that the server sets. The browser decides whether to keep it, and sends it automatically; no script needs to read it. It is
/// deleted by the Set-Cookie headers in <paramref name="endings"/>.
/// </summary>
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
