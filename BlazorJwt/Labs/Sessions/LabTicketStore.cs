using System.Security.Claims;
using BlazorJwt.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Keeps the tickets of sessions on the server, so that the cookie need only name one. A key is 128 random bits. Bounded; each look is counted
/// for the request it is made for.
/// </summary>
internal sealed class LabTicketStore(SessionLabs labs) : ITicketStore
{
    /// <summary>The claim that says whose lab a ticket belongs to.</summary>
    public const string LabClaim = "lab";

    private const int Most = 2000;
    private readonly SessionShelf<AuthenticationTicket> _tickets = new(Most);

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = LabRequests.RandomName();
        _tickets.Put(key, ticket);
        if (labs.Find(ticket.Principal.FindFirstValue(LabClaim)) is { } lab) Remove(lab.Began(key));
        return Task.FromResult(key);
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        _tickets.Put(key, ticket);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        LookUpCount.Note(httpContext);
        return RetrieveAsync(key);
    }

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(_tickets.Find(key) is { } ticket ? With(ticket, ticket.Principal.Claims) : null);

    /// <inheritdoc/>
    public Task RemoveAsync(string key)
    {
        _tickets.Take(key);
        return Task.CompletedTask;
    }

    /// <summary>Forgets sessions.</summary>
    public void Remove(IEnumerable<string> keys)
    {
        foreach (var key in keys) _tickets.Take(key);
    }

    /// <summary>Writes another role into sessions that are going on. The next request finds it.</summary>
    public void ChangeRole(IEnumerable<string> keys, string role)
    {
        foreach (var key in keys)
        {
            if (_tickets.Find(key) is { } ticket) _tickets.Put(key, With(ticket, ticket.Principal.Claims.Where(claim => claim.Type != "role").Append(new("role", role))));
        }
    }

    // A ticket of its own for each request: what a request does to it no other sees.
    private static AuthenticationTicket With(AuthenticationTicket ticket, IEnumerable<Claim> claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), ticket.AuthenticationScheme, "name", "role")),
        ticket.Properties.Clone(),
        ticket.AuthenticationScheme);
}
