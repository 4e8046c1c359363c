using System.Security.Cryptography;
using BlazorJwt.Api.Client;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// ASP.NET's ProtectedLocalStorage: in localStorage lies only what this server encrypted. The key knows the app and the entry, and not the
/// visitor: who copies the text into another browser of the same app has the server open it there.
/// </summary>
public sealed class ProtectedStoragePlace(ProtectedLocalStorage storage, TokenCopies copies, OrdersClient api) : ITokenPlace
{
    private const string Key = "blazorjwt-copy-protected";

    /// <inheritdoc/>
    public string Name => PlaceNames.ProtectedStorage;

    /// <inheritdoc/>
    public Task PutAsync(string token) => storage.SetAsync(Key, token).AsTask();

    /// <inheritdoc/>
    public async Task<string?> FindAsync() => copies.Identify(await ReadAsync(storage))?.JwtId;

    /// <inheritdoc/>
    public async Task<int> UseAsync() => (await api.SendAsync(ApiCall.Orders, await ReadAsync(storage), null, CancellationToken.None)).Status ?? 0;

    /// <inheritdoc/>
    public Task RemoveAsync() => storage.DeleteAsync(Key).AsTask();

    /// <summary>What the server makes of a text that somebody planted in another browser, under the name of this entry. The framework's own code opens it.</summary>
    /// <returns>The token; null when the text can't be opened.</returns>
    public static Task<string?> OpenPlantedAsync(string ciphertext, IDataProtectionProvider protection) =>
        ReadAsync(new ProtectedLocalStorage(new AnotherBrowser(ciphertext), protection));

    private static async Task<string?> ReadAsync(ProtectedLocalStorage storage)
    {
        try
        {
            return (await storage.GetAsync<string>(Key)).Value;
        }
        catch (CryptographicException)
        {
            // Somebody wrote there, or the server's keys are others now.
            return null;
        }
    }

    // A browser whose localStorage holds one text, under any name.
    private sealed class AnotherBrowser(string text) : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult((TValue)(object)text);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}
