using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Keeps the tickets of sessions on the server, so that the cookie need only name one. A key is 128 random bits. Each look is counted for the
/// request it is made for.
/// </summary>
internal sealed class LabTicketStore(SessionLabs labs, ISessionStore tickets) : ITicketStore
{
    /// <summary>The claim that says whose lab a ticket belongs to.</summary>
    public const string LabClaim = "lab";

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = LabRequests.RandomName();
        await tickets.PutAsync(key, ticket);
        if (labs.Find(ticket.Principal.FindFirstValue(LabClaim)) is { } lab) await RemoveAsync(lab.Began(key));
        return key;
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => tickets.PutAsync(key, ticket);

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        LookUpCount.Note(httpContext);
        return RetrieveAsync(key);
    }

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key) => await tickets.FindAsync(key) is { } ticket ? With(ticket, ticket.Principal.Claims) : null;

    /// <inheritdoc/>
    public Task RemoveAsync(string key) => tickets.TakeAsync([key]);

    /// <summary>Forgets sessions.</summary>
    public Task RemoveAsync(IReadOnlyCollection<string> keys) => keys.Count == 0 ? Task.CompletedTask : tickets.TakeAsync(keys);

    /// <summary>Writes another role into sessions that are going on. The next request finds it.</summary>
    public async Task ChangeRoleAsync(IEnumerable<string> keys, string role)
    {
        foreach (var key in keys)
        {
            if (await tickets.FindAsync(key) is { } ticket) await tickets.PutAsync(key, With(ticket, ticket.Principal.Claims.Where(claim => claim.Type != "role").Append(new("role", role))));
        }
    }

    // A ticket of its own for each request: what a request does to it no other sees.
    private static AuthenticationTicket With(AuthenticationTicket ticket, IEnumerable<Claim> claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), ticket.AuthenticationScheme, "name", "role")),
        ticket.Properties.Clone(),
        ticket.AuthenticationScheme);
}
