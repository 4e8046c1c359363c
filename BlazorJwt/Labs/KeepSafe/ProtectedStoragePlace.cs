using System.Security.Cryptography;
using BlazorJwt.Api.Client;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// ASP.NET's ProtectedLocalStorage: localStorage holds only what this server encrypted. The key is bound to the app and the entry, not to
/// the visitor: anyone who copies the text into another browser of the same app gets it decrypted by the server there.
/// </summary>
internal sealed class ProtectedStoragePlace(ProtectedLocalStorage storage, TokenCopies copies, OrdersClient api) : ITokenPlace
{
    public const string Key = "blazorjwt-copy-protected";

    public string Name => PlaceNames.ProtectedStorage;

    public Task PutAsync(string token) => storage.SetAsync(Key, token).AsTask();

    public async Task<string?> FindAsync() => copies.Identify(await ReadAsync(storage))?.JwtId;

    public async Task<int> UseAsync() =>
        (await api.SendAsync(ApiCall.Orders, await ReadAsync(storage), null, CancellationToken.None)).Status ?? 0;

    public Task RemoveAsync() => storage.DeleteAsync(Key).AsTask();

    /// <summary>
    /// Reads a text that somebody planted in another browser, under the name of this entry. The framework's own code decrypts it.
    /// </summary>
    /// <returns>The token; null when the text cannot be decrypted.</returns>
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
            // A script wrote something else there, or the server has other keys now.
            return null;
        }
    }

    // A browser whose localStorage holds one text, under any name.
    private sealed class AnotherBrowser(string text) : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult((TValue)(object)text);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);
    }
}
