using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Loads wwwroot/labs/hostile.js into the page, as a package that turned hostile would come. Its loot goes to the thief's box of this server
/// and nowhere else.
/// </summary>
public sealed class HostileScript(IJSRuntime js) : ScriptModule(js, "./labs/hostile.js")
{
    /// <summary>Looks everywhere once, and sends what it found.</summary>
    /// <param name="box">The address of the thief's box.</param>
    public Task StealAsync(string box) => InvokeVoidAsync("steal", box);

    /// <summary>Listens to every request of the page while something else goes on, and sends the tokens it heard.</summary>
    /// <param name="box">The address of the thief's box.</param>
    /// <param name="meanwhile">What the page does, unaware.</param>
    public async Task ListenAsync(string box, Func<Task> meanwhile)
    {
        await InvokeVoidAsync("listen", box);
        try
        {
            await meanwhile();
        }
        finally
        {
            await InvokeVoidAsync("leave");
        }
    }

    /// <summary>Calls the API from inside the page, by whatever way each place leaves open to a script.</summary>
    /// <param name="places">The names of the places.</param>
    public async Task<IReadOnlyList<ActInPlace>> ActAsync(IEnumerable<string> places) => await InvokeAsync<ActInPlace[]>("act", places);
}

/// <summary>What a script got that acted from inside the page.</summary>
/// <param name="Place">The place whose token it acted with.</param>
/// <param name="Status">The status of the API's answer; null when the script found no way.</param>
public sealed record ActInPlace(string Place, int? Status);
