namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A cookie with the attributes that the visitor chose. The browser decides whether it takes it.</summary>
public sealed class ChosenCookiePlace(CopyCookie cookie, StorageScript script, CookieHandover handover) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.ChosenCookie;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("fetchCookie", handover.Leave(cookie.Set(token, TokenCopies.Lifetime)));

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("findAtServer", Name);

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("useAtServer", Name);

    /// <inheritdoc/>
    public async Task RemoveAsync()
    {
        // Whatever attributes it had: the page that set it may have been reloaded since, and then nobody here knows them.
        foreach (var ending in CopyCookies.ChosenEndings) await script.InvokeVoidAsync("fetchCookie", handover.Leave(ending));
    }
}
