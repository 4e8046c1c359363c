using BlazorJwt.Tokens;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs;

/// <summary>
/// Loads wwwroot/labs/hostile.js into the page, as a package that turned hostile would come, and takes back what it found. The loot stays
/// between this browser and this server.
/// </summary>
public sealed class HostileScript(IJSRuntime js)
{
    /// <summary>Runs the script.</summary>
    public async Task<IReadOnlyList<Loot>> RunAsync()
    {
        await using var script = await js.InvokeAsync<IJSObjectReference>("import", "./labs/hostile.js");
        return await script.InvokeAsync<Loot[]>("steal");
    }
}

/// <summary>What the script found in one place it looked at.</summary>
/// <param name="Place"><c>localStorage</c>, <c>sessionStorage</c>, <c>document.cookie</c> or <c>page</c>.</param>
/// <param name="Tokens">The whole tokens it found there, signature included; cut to a handful.</param>
/// <param name="Names">The names it saw there: keys or cookies.</param>
/// <param name="Milliseconds">How long it looked.</param>
public sealed record Loot(string Place, IReadOnlyList<string> Tokens, IReadOnlyList<string> Names, double Milliseconds)
{
    /// <summary>The stolen token with this id; null when it is not among the loot.</summary>
    public string? Find(TokenService tokens, string jwtId) =>
        Tokens.FirstOrDefault(text => tokens.Decode(text).Payload is { } payload && payload.TryGetProperty("jti", out var id) && id.ValueEquals(jwtId));

    /// <summary>Says how much was found, never what.</summary>
    public override string ToString() => $"{Tokens.Count} tokens from {Place} (redacted)";
}
