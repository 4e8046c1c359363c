using Microsoft.JSInterop;

namespace BlazorJwt.Storage;

/// <summary>localStorage: kept until somebody removes it, and open to every script of the same origin (wwwroot/storage.js).</summary>
public sealed class LocalStoragePlace(IJSRuntime js) : IAsyncDisposable
{
    private const string Key = "blazorjwt-copy";

    private Task<IJSObjectReference>? _module;

    /// <summary>The name of the place on the page, and in the copy's own claim.</summary>
    public static string Name => "localStorage";

    /// <summary>Keeps a token there.</summary>
    public async Task PutAsync(string token) => await (await Module()).InvokeVoidAsync("put", Key, token);

    /// <summary>Takes it away.</summary>
    public async Task RemoveAsync() => await (await Module()).InvokeVoidAsync("remove", Key);

    /// <summary>Sends a request as a page does by default: no header of our own, and whatever the browser adds by itself.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> SendPlainRequestAsync(string path) => await (await Module()).InvokeAsync<int>("sendPlainRequest", path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true }) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }

    private Task<IJSObjectReference> Module() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./storage.js").AsTask();
}
