namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// The server's own memory: the browser never gets the token. It sends the cookie of its session, and the server, a backend for this
/// frontend (BFF), adds the token to the request to the API.
/// </summary>
internal sealed class ServerMemoryPlace(string session, ServerTokens tokens, TokenCopies copies, StorageScript script) : ITokenPlace
{
    public string Name => PlaceNames.ServerMemory;

    public Task PutAsync(string token)
    {
        tokens.Put(session, token);
        return Task.CompletedTask;
    }

    public Task<string?> FindAsync() => Task.FromResult(copies.Identify(tokens.Find(session))?.JwtId);

    public Task<int> UseAsync() => script.InvokeAsync<int>("useAtServer", Name);

    public Task RemoveAsync()
    {
        tokens.Remove(session);
        return Task.CompletedTask;
    }
}
