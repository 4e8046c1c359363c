using Microsoft.JSInterop;

namespace BlazorJwt.Components.Layout;

/// <summary>The app's own script (wwwroot/app.js), for what only the browser can do. One for each circuit.</summary>
public sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Tells the page that the circuit is up: from now on buttons work.</summary>
    public async Task CircuitIsUp() => await (await Module()).InvokeVoidAsync("circuitIsUp");

    /// <summary>Shows a theme and keeps it in the preferences cookie; null follows the system.</summary>
    public async Task SetTheme(string? theme) => await (await Module()).InvokeVoidAsync("setTheme", theme);

    /// <summary>The theme the page shows now: <c>light</c>, <c>dark</c>, or null for the system's.</summary>
    public async Task<string?> Theme() => await (await Module()).InvokeAsync<string?>("theme");

    /// <summary>Keeps the progress in the preferences cookie.</summary>
    public async Task SetDone(IEnumerable<string> slugs) => await (await Module()).InvokeVoidAsync("setDone", slugs);

    /// <summary>The token that came behind the # of the address. It leaves the browser with this call and not before. Empty when there is none.</summary>
    /// <param name="most">How many characters to take at most.</param>
    public async Task<string> TakeLinkedToken(int most) => await (await Module()).InvokeAsync<string>("takeLinked", most);

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

    private Task<IJSObjectReference> Module() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./app.js").AsTask();
}
