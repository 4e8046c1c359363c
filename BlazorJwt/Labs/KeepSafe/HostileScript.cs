using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Loads wwwroot/labs/hostile.js into the page, as a package that turned hostile would come. Its loot goes to the thief's box of this server
/// and nowhere else.
/// </summary>
public sealed class HostileScript(IJSRuntime js)
{
    /// <summary>Looks everywhere once, and sends what it found.</summary>
    /// <param name="box">The address of the thief's box.</param>
    public async Task StealAsync(string box)
    {
        await using var script = await LoadAsync();
        await script.InvokeVoidAsync("steal", box);
    }

    /// <summary>Listens to every request of the page while something else goes on, and sends the tokens it heard.</summary>
    /// <param name="box">The address of the thief's box.</param>
    /// <param name="meanwhile">What the page does, unaware.</param>
    public async Task ListenAsync(string box, Func<Task> meanwhile)
    {
        await using var script = await LoadAsync();
        await script.InvokeVoidAsync("listen", box);
        try
        {
            await meanwhile();
        }
        finally
        {
            await script.InvokeVoidAsync("leave");
        }
    }

    /// <summary>Calls the API from inside the page, by whatever way each place leaves open to a script.</summary>
    /// <param name="places">The names of the places.</param>
    public async Task<IReadOnlyList<ActInPlace>> ActAsync(IEnumerable<string> places)
    {
        await using var script = await LoadAsync();
        return await script.InvokeAsync<ActInPlace[]>("act", places);
    }

    private ValueTask<IJSObjectReference> LoadAsync() => js.InvokeAsync<IJSObjectReference>("import", "./labs/hostile.js");
}

/// <summary>What a script got that acted from inside the page.</summary>
/// <param name="Place">The place whose token it acted with.</param>
/// <param name="Status">The status of the API's answer; null when the script found no way.</param>
public sealed record ActInPlace(string Place, int? Status);
