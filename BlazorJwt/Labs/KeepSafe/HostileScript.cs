using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Loads wwwroot/labs/hostile.js into the page, as a compromised package would. What it steals is sent to the thief's box of this server
/// and nowhere else.
/// </summary>
internal sealed class HostileScript(IJSRuntime js) : ScriptModule(js, "./labs/hostile.js")
{
    /// <summary>Looks into every place once, and sends what it found.</summary>
    public Task StealAsync(string box) => InvokeVoidAsync("steal", box);

    /// <summary>Listens to every request that the page sends during some work, and sends the tokens in them.</summary>
    public async Task ListenAsync(string box, Func<Task> work)
    {
        await InvokeVoidAsync("listen", box);
        try
        {
            await work();
        }
        finally
        {
            await InvokeVoidAsync("leave");
        }
    }

    /// <summary>Places an order from inside the page. The script holds no token: the browser adds the visitor's cookie.</summary>
    /// <param name="exchangeId">The id of an announced exchange.</param>
    /// <returns>The status of the API's answer.</returns>
    public Task<int> OrderAsync(string exchangeId) => InvokeAsync<int>("order", exchangeId);

    /// <summary>Calls the API from inside the page, in whatever way each place allows a script to.</summary>
    public async Task<IReadOnlyList<ActInPlace>> ActAsync(IEnumerable<string> places) => await InvokeAsync<ActInPlace[]>("act", places);
}

/// <summary>What a script got from inside the page.</summary>
/// <param name="Place">The place of the token it used.</param>
/// <param name="Status">The status of the API's answer; null when the script found no way.</param>
internal sealed record ActInPlace(string Place, int? Status);
