namespace BlazorJwt.Labs.KeepSafe;

/// <summary>localStorage: kept until somebody removes it, and open to every script of the origin, in every tab.</summary>
public sealed class LocalStoragePlace(StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.LocalStorage;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.CallAsync("put", "localStorage", token);

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.AskAsync<string?>("find", "localStorage");

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.AskAsync<int>("use", "localStorage");

    /// <inheritdoc/>
    public Task RemoveAsync() => script.CallAsync("remove", "localStorage");
}
