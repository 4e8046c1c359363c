namespace BlazorJwt.Labs.KeepSafe;

/// <summary>sessionStorage: open to every script of the origin, and gone with the tab.</summary>
public sealed class SessionStoragePlace(StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.SessionStorage;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("put", "sessionStorage", token);

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("find", "sessionStorage");

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("use", "sessionStorage");

    /// <inheritdoc/>
    public Task RemoveAsync() => script.InvokeVoidAsync("remove", "sessionStorage");
}
