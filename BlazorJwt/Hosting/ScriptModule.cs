using Microsoft.JSInterop;

namespace BlazorJwt.Hosting;

/// <summary>A script module in the visitor's browser: imported with the first call, and released with its owner.</summary>
/// <param name="path">The address of the module, as <c>./app.js</c>.</param>
internal class ScriptModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Imports it, for a module that does its work by being there.</summary>
    /// <exception cref="JSException">The browser could not load it.</exception>
    public Task ImportAsync() => ModuleAsync();

    /// <summary>Calls a function that the module exports.</summary>
    /// <exception cref="JSException">The browser could not load the module, or the function threw.</exception>
    /// <exception cref="JSDisconnectedException">The visitor has left.</exception>
    public async Task InvokeVoidAsync(string function, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeVoidAsync(function, arguments);

    /// <inheritdoc cref="InvokeVoidAsync"/>
    public async Task<T> InvokeAsync<T>(string function, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeAsync<T>(function, arguments);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
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

    // An import that failed is tried again with the next call.
    private Task<IJSObjectReference> ModuleAsync() => _module is null or { IsFaulted: true } or { IsCanceled: true }
        ? _module = js.InvokeAsync<IJSObjectReference>("import", path).AsTask()
        : _module;
}
