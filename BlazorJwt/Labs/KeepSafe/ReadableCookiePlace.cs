namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A cookie without HttpOnly: every script can read it, and the browser sends it by itself. It has the weakness of both sides.</summary>
public sealed class ReadableCookiePlace(StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.ReadableCookie;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("put", "readableCookie", token);

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("find", "readableCookie");

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("use", "readableCookie");

    /// <inheritdoc/>
    public Task RemoveAsync() => script.InvokeVoidAsync("remove", "readableCookie");
}
