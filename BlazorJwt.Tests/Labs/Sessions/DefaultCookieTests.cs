using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>What lesson 5 says of ASP.NET's cookie authentication without and with a session store: nothing of this app is in it.</summary>
public sealed class DefaultCookieTests
{
    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task A_copied_cookie_still_opens_after_signing_out_unless_there_is_a_session_store(bool hasStore, HttpStatusCode expected)
    {
        await using var app = await StartAsync(hasStore);
        using var client = app.GetTestClient();
        using var signedIn = await client.GetAsync("/in", TestContext.Current.CancellationToken);
        var copied = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await SendAsync(client, "/me", copied));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(client, "/out", copied));

        Assert.Equal(expected, await SendAsync(client, "/me", copied));
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<WebApplication> StartAsync(bool hasStore)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => options.SessionStore = hasStore ? new InMemorySessionStore() : null);
        var app = builder.Build();
        app.UseAuthentication();
        var alice = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "alice")], "password"));
        app.MapGet("/in", context => context.SignInAsync(alice));
        app.MapGet("/out", context => context.SignOutAsync());
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.IsAuthenticated ? Results.Ok() : Results.StatusCode(401));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed class InMemorySessionStore : ITicketStore
    {
        private readonly Dictionary<string, AuthenticationTicket> _tickets = [];

        public Task<string> StoreAsync(AuthenticationTicket ticket)
        {
            _tickets["one"] = ticket;
            return Task.FromResult("one");
        }

        public Task RenewAsync(string key, AuthenticationTicket ticket)
        {
            _tickets[key] = ticket;
            return Task.CompletedTask;
        }

        public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(_tickets.GetValueOrDefault(key));

        public Task RemoveAsync(string key)
        {
            _tickets.Remove(key);
            return Task.CompletedTask;
        }
    }
}
