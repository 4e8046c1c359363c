namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// The server's own memory: the token never comes to the browser. The browser brings the cookie of its session, and the server, a backend
/// for this frontend (BFF), adds the token on the way to the API.
/// </summary>
/// <param name="session">The session the token is kept for.</param>
/// <param name="tokens">Where it is kept.</param>
/// <param name="copies">Tells which copy it is.</param>
/// <param name="script">Sends the browser's request.</param>
public sealed class ServerMemoryPlace(string session, ServerTokens tokens, TokenCopies copies, StorageScript script) : ITokenPlace
{
    /// <inheritdoc/>
    public string Name => PlaceNames.ServerMemory;

    /// <inheritdoc/>
    public Task PutAsync(string token)
    {
        tokens.Put(session, token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> FindAsync() => Task.FromResult(copies.Identify(tokens.Find(session))?.JwtId);

    /// <inheritdoc/>
    public Task<int> UseAsync() => script.InvokeAsync<int>("useAtServer", Name);

    /// <inheritdoc/>
    public Task RemoveAsync()
    {
        tokens.Remove(session);
        return Task.CompletedTask;
    }
}
