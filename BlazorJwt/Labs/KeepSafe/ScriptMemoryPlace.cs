namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A variable of a script (wwwroot/storage.js): no other script can look into it, and it is gone with the page. What uses the token has to take it out, though.</summary>
public sealed class ScriptMemoryPlace(StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.ScriptMemory;

    /// <inheritdoc/>
    public Task PutAsync(string token) => script.InvokeVoidAsync("put", "memory", token);

    /// <inheritdoc/>
    public Task<string?> FindAsync() => script.InvokeAsync<string?>("find", "memory");

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("use", "memory");

    /// <inheritdoc/>
    public Task RemoveAsync() => script.InvokeVoidAsync("remove", "memory");
}
