using BlazorJwt.Labs.KeepSafe;
using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Where the tickets of sessions lie. A seam: several servers that share a store find each other's.</summary>
internal interface ISessionStore
{
    /// <summary>Keeps a ticket under a key, in place of what was there.</summary>
    Task PutAsync(string key, AuthenticationTicket ticket);

    /// <summary>The ticket under a key; null when there is none.</summary>
    Task<AuthenticationTicket?> FindAsync(string key);

    /// <summary>Takes tickets away.</summary>
    Task TakeAsync(IEnumerable<string> keys);
}

/// <summary>Tickets in the memory of this process. Bounded: the one that was not asked for longest goes first.</summary>
internal sealed class InMemorySessionStore : ISessionStore
{
    private const int Most = 2000;
    private readonly BoundedSessions<AuthenticationTicket> _tickets = new(Most);

    /// <inheritdoc/>
    public Task PutAsync(string key, AuthenticationTicket ticket)
    {
        _tickets.Put(key, ticket);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> FindAsync(string key) => Task.FromResult(_tickets.Find(key));

    /// <inheritdoc/>
    public Task TakeAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys) _tickets.Take(key);
        return Task.CompletedTask;
    }
}
