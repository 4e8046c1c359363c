using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The browser's end of the places: wwwroot/storage.js. One for each circuit, loaded when the first place needs it.</summary>
public sealed class StorageScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function of the script.</summary>
    /// <exception cref="JSException">The browser does not allow it.</exception>
    public async Task CallAsync(string function, params object?[] arguments) => await (await ModuleAsync()).InvokeVoidAsync(function, arguments);

    /// <summary>Calls a function of the script and takes its answer.</summary>
    /// <exception cref="JSException">The browser does not allow it.</exception>
    public async Task<T> AskAsync<T>(string function, params object?[] arguments) => await (await ModuleAsync()).InvokeAsync<T>(function, arguments);

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

    private Task<IJSObjectReference> ModuleAsync() => _module is null or { IsFaulted: true } or { IsCanceled: true }
        ? _module = js.InvokeAsync<IJSObjectReference>("import", "./storage.js").AsTask()
        : _module;
}
