using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Keeps the tickets of sessions on the server, so that the cookie only has to name one. A key is 128 random bits. Each lookup is counted
/// for the request that it is made for.
/// </summary>
internal sealed class LabTicketStore(SessionLabs labs, ISessionStore tickets) : ITicketStore
{
    public const string LabClaim = "lab";

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = LabRequests.RandomName();
        await tickets.PutAsync(key, ticket);
        if (labs.Find(ticket.Principal.FindFirstValue(LabClaim) ?? "") is { } lab) await tickets.RemoveAsync(lab.Began(key));
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => tickets.PutAsync(key, ticket);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        httpContext.Features.Get<LookUpCount>()?.Add();
        return RetrieveAsync(key);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        await tickets.FindAsync(key) is { } ticket ? With(ticket, ticket.Principal.Claims) : null;

    public Task RemoveAsync(string key) => tickets.RemoveAsync([key]);

    /// <summary>
    /// Gives the lab's person the other role. It is written into the sessions; a token that was issued cannot be changed.
    /// </summary>
    public async Task ChangeRoleAsync(SessionLab lab)
    {
        lab.SwitchRole();
        foreach (var key in lab.Sessions())
        {
            if (await tickets.FindAsync(key) is not { } ticket) continue;
            var others = ticket.Principal.Claims.Where(claim => claim.Type != "role");
            await tickets.PutAsync(key, With(ticket, others.Append(new("role", lab.Role))));
        }
    }

    /// <summary>Restarts the lab's server: what it kept in memory is lost.</summary>
    /// <param name="lab">The visitor's lab. No other is touched.</param>
    /// <param name="keepKey">True when the signing key is in the configuration, so that a restart keeps it.</param>
    public Task RestartAsync(SessionLab lab, bool keepKey) => tickets.RemoveAsync(lab.Restart(keepKey));

    // A new ticket for each request: no other request sees what one does to it.
    private static AuthenticationTicket With(AuthenticationTicket ticket, IEnumerable<Claim> claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
            claims.Select(claim => new Claim(claim.Type, claim.Value)), ticket.AuthenticationScheme, "name", "role")),
        ticket.Properties.Clone(),
        ticket.AuthenticationScheme);
}
