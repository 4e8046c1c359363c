using System.Security.Claims;
using BlazorJwt.Labs.Sessions;
using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>Where the tickets of sessions are kept. The same tests run on a store that several servers share.</summary>
public class SessionStoreTests
{
    private readonly ISessionStore _store;

    public SessionStoreTests() : this(new InMemorySessionStore())
    {
    }

    private protected SessionStoreTests(ISessionStore store) => _store = store;

    [Fact]
    public async Task A_ticket_is_found_as_it_was_kept_until_it_is_removed()
    {
        var ends = new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await _store.PutAsync("a key", Ticket("customer", ends));
        await _store.PutAsync("another", Ticket("manager", ends));

        var found = (await _store.FindAsync("a key"))!;

        Assert.Equal(("robin", "customer"), (found.Principal.Identity!.Name, found.Principal.FindFirstValue("role")));
        Assert.Equal((ends, "a scheme"), (found.Properties.ExpiresUtc, found.AuthenticationScheme));
        await _store.RemoveAsync(["a key", "never was"]);
        Assert.Null(await _store.FindAsync("a key"));
        Assert.NotNull(await _store.FindAsync("another"));
    }

    [Fact]
    public async Task A_ticket_replaces_the_one_before()
    {
        await _store.PutAsync("a key", Ticket("customer", null));
        await _store.PutAsync("a key", Ticket("manager", null));

        Assert.Equal("manager", (await _store.FindAsync("a key"))!.Principal.FindFirstValue("role"));
    }

    [Fact]
    public async Task Nothing_is_found_under_a_key_that_was_never_given_out() => Assert.Null(await _store.FindAsync("guessed"));

    private protected static AuthenticationTicket Ticket(string role, DateTimeOffset? ends) => new(
        new ClaimsPrincipal(new ClaimsIdentity([new("name", "robin"), new("role", role)], "a scheme", "name", "role")),
        new() { ExpiresUtc = ends },
        "a scheme");
}
