using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Where the tickets of sessions are kept. Several servers that share a store find each other's.</summary>
internal interface ISessionStore
{
    /// <summary>Keeps a ticket under a key. It replaces the one before.</summary>
    Task PutAsync(string key, AuthenticationTicket ticket);

    Task<AuthenticationTicket?> FindAsync(string key);

    Task RemoveAsync(IEnumerable<string> keys);
}

internal sealed class InMemorySessionStore : ISessionStore
{
    private readonly BoundedStore<AuthenticationTicket> _tickets = new(2000);

    public Task PutAsync(string key, AuthenticationTicket ticket)
    {
        _tickets.Put(key, ticket);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> FindAsync(string key) => Task.FromResult(_tickets.Find(key));

    public Task RemoveAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys) _tickets.Remove(key);
        return Task.CompletedTask;
    }
}
