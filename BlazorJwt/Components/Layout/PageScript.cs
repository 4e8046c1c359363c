using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Layout;

/// <summary>The app's own script (wwwroot/app.js), for what only the browser can do. One for each circuit.</summary>
internal sealed class PageScript(IJSRuntime js) : ScriptModule(js, "./app.js")
{
    /// <summary>Tells the page that the circuit is up: from now on buttons work.</summary>
    public Task CircuitIsUp() => InvokeVoidAsync("circuitIsUp");

    /// <summary>Shows a theme and keeps it in the preferences cookie; null follows the system.</summary>
    public Task SetTheme(string? theme) => InvokeVoidAsync("setTheme", theme);

    /// <summary>Keeps the progress in a cookie.</summary>
    /// <param name="cookie">Its name.</param>
    public Task KeepProgress(string cookie, string value) => InvokeVoidAsync("keepProgress", cookie, value);

    /// <summary>The token behind the # of the address; empty for none. It leaves the browser with this call and not before.</summary>
    public Task<string> TakeLinkedToken(int most) => InvokeAsync<string>("takeLinked", most);
}
