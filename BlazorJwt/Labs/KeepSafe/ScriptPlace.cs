namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A place that the page's own script (wwwroot/storage.js) writes and reads, there known as an area.</summary>
internal sealed class ScriptPlace(string name, string area, StorageScript script) : ITokenPlace
{
    public string Name => name;

    public Task PutAsync(string token) => script.InvokeVoidAsync("put", area, token);

    public Task<string?> FindAsync() => script.InvokeAsync<string?>("find", area);

    public Task<int> UseAsync() => script.InvokeAsync<int>("use", area);

    public Task RemoveAsync() => script.InvokeVoidAsync("remove", area);
}
