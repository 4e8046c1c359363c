namespace BlazorJwt.Labs.KeepSafe;

/// <summary>localStorage: kept until somebody removes it, and open to every script of the origin, in every tab.</summary>
public sealed class LocalStoragePlace(StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.LocalStorage;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("put", "localStorage", token);

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("find", "localStorage");

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("use", "localStorage");

    /// <inheritdoc/>
    public Task RemoveAsync() => script.InvokeVoidAsync("remove", "localStorage");
}
