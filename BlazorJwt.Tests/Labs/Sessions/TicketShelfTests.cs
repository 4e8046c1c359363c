using System.Security.Claims;
using BlazorJwt.Labs.Sessions;
using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>Where the tickets of sessions lie. The same tests run on a shelf that several servers share.</summary>
public class TicketShelfTests
{
    private readonly ISessionStore _shelf;

    public TicketShelfTests() : this(new InMemorySessionStore())
    {
    }

    private protected TicketShelfTests(ISessionStore shelf) => _shelf = shelf;

    [Fact]
    public async Task A_ticket_is_found_as_it_was_kept_until_it_is_taken_away()
    {
        var ends = new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await _shelf.PutAsync("a key", Ticket("customer", ends));
        await _shelf.PutAsync("another", Ticket("manager", ends));

        var found = (await _shelf.FindAsync("a key"))!;

        Assert.Equal(("robin", "customer", ends, "a scheme"), (found.Principal.Identity!.Name, found.Principal.FindFirstValue("role"), found.Properties.ExpiresUtc, found.AuthenticationScheme));
        await _shelf.TakeAsync(["a key", "never was"]);
        Assert.Null(await _shelf.FindAsync("a key"));
        Assert.NotNull(await _shelf.FindAsync("another"));
    }

    [Fact]
    public async Task A_ticket_takes_the_place_of_the_one_before()
    {
        await _shelf.PutAsync("a key", Ticket("customer", null));
        await _shelf.PutAsync("a key", Ticket("manager", null));

        Assert.Equal("manager", (await _shelf.FindAsync("a key"))!.Principal.FindFirstValue("role"));
    }

    [Fact]
    public async Task Nothing_is_found_under_a_key_that_was_never_given_out() => Assert.Null(await _shelf.FindAsync("guessed"));

    private protected static AuthenticationTicket Ticket(string role, DateTimeOffset? ends) => new(
        new ClaimsPrincipal(new ClaimsIdentity([new("name", "robin"), new("role", role)], "a scheme", "name", "role")), new() { ExpiresUtc = ends }, "a scheme");
}
