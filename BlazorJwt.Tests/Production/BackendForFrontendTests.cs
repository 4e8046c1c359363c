using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorJwt.Tests.Production;

/// <summary>The backend for frontend of docs/production.md: what the browser gets, and what the API behind it gets.</summary>
public sealed class BackendForFrontendTests
{
    [Fact]
    public async Task Signing_in_leads_to_the_provider_with_PKCE()
    {
        await using var app = await StartAsync();
        using var response = await SendAsync(app, HttpMethod.Get, "/sign-in");

        Assert.Equal("provider.example", response.Headers.Location?.Host);
        Assert.Contains("code_challenge_method=S256", response.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains("response_type=code", response.Headers.Location.Query, StringComparison.Ordinal);
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie =>
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false, true, HttpStatusCode.Unauthorized)]
    [InlineData(true, false, HttpStatusCode.Forbidden)]
    [InlineData(true, true, HttpStatusCode.OK)]
    public async Task The_API_is_called_for_a_session_and_a_page_of_its_own(bool signedIn, bool ownPage, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var response = await SendAsync(app, HttpMethod.Get, "/api/orders", signedIn ? await SignInAsync(app) : null, ownPage);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task The_API_gets_the_token_and_no_cookie_and_the_browser_gets_the_cookie_and_no_token()
    {
        await using var app = await StartAsync();
        var cookie = await SignInAsync(app);
        using var response = await SendAsync(app, HttpMethod.Get, "/api/orders", cookie, ownPage: true);

        Assert.Equal("https://api.example/api/orders · Bearer token-of-the-test · no cookie",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("__Host-session=", cookie, StringComparison.Ordinal);
        Assert.True(cookie.Length < 600, "The tickets are in the cookie.");
    }

    [Fact]
    public async Task A_copy_of_the_cookie_opens_nothing_after_signing_out()
    {
        await using var app = await StartAsync();
        var cookie = await SignInAsync(app);
        using var signOut = await SendAsync(app, HttpMethod.Post, "/sign-out", cookie, ownPage: true);
        Assert.True(signOut.IsSuccessStatusCode);

        using var response = await SendAsync(app, HttpMethod.Get, "/api/orders", cookie, ownPage: true);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static Task<WebApplication> StartAsync() => SampleApp.StartAsync(services =>
    {
        services.AddBackendForFrontend(new("https://provider.example"), "shop", "secret-of-the-test");
        services.AddSingleton<IForwarderHttpClientFactory, Api>();
        services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
            options.Configuration = new OpenIdConnectConfiguration
            {
                Issuer = "https://provider.example/",
                AuthorizationEndpoint = "https://provider.example/authorize",
            });
    }, app =>
    {
        app.MapBackendForFrontend(new("https://api.example"));
        // As the handler of the provider's answer signs in.
        app.MapGet("/signed-in", (HttpContext http) =>
        {
            var properties = new AuthenticationProperties();
            properties.StoreTokens([new() { Name = "access_token", Value = "token-of-the-test" }]);
            return http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme,
                new(new ClaimsIdentity([new("sub", "alice")], "test")), properties);
        });
    });

    private static async Task<string> SignInAsync(WebApplication app)
    {
        using var response = await SendAsync(app, HttpMethod.Get, "/signed-in");
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, HttpMethod method, string path, string? cookie = null,
        bool ownPage = false)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(method, new Uri("https://shop.example" + path));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        if (ownPage) request.Headers.Add("X-CSRF", "1");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    // The API behind: it says what it was asked.
    private sealed class Api : HttpMessageHandler, IForwarderHttpClientFactory
    {
        public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(
                    $"{request.RequestUri} · {request.Headers.Authorization} " +
                        $"· {(request.Headers.Contains("Cookie") ? "a cookie" : "no cookie")}"),
            });
    }
}
