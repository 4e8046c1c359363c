using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Transforms;

namespace BlazorJwt.Tests.Production;

/// <summary>
/// A backend for frontend: the browser has a cookie and no token, the tokens stay on the server, and the server calls the API with
/// them.
/// </summary>
public static class BackendForFrontend
{
    private const string OwnPage = "own page";

    /// <summary>Adds the session cookie, the sessions, and signing in at the provider.</summary>
    public static void AddBackendForFrontend(this IServiceCollection services, Uri issuer, string clientId, string clientSecret)
    {
        // One server: the memory. Several: AddStackExchangeRedisCache, and Data Protection keys that they share.
        services.AddDistributedMemoryCache();
        services.AddSingleton<ITicketStore, Sessions>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ITicketStore>((options, sessions) => options.SessionStore = sessions);
        services.AddHttpForwarder();
        // A form or an image of another site can't add a header, and a script there needs this server's permission (CORS) to.
        services.AddAuthorizationBuilder().AddPolicy(OwnPage, policy => policy.RequireAuthenticatedUser().RequireAssertion(
            context => context.Resource is HttpContext http && http.Request.Headers.ContainsKey("X-CSRF")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "__Host-session";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax; // Strict is not sent to the page that the provider leads back to
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = false;
            // A script wants a status, not a redirect to a page.
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        }).AddOpenIdConnect(options =>
        {
            options.Authority = issuer.AbsoluteUri;
            options.ClientId = clientId;
            options.ClientSecret = clientSecret;
            options.ResponseType = "code";    // with PKCE, which is the default
            options.ResponseMode = "query";   // so that the two cookies of the flow can be Lax
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.Scope.Add("orders.read");
            options.SaveTokens = true;        // into the session, which is on the server
            options.MapInboundClaims = false;
            options.TokenValidationParameters.NameClaimType = "name";
        });
    }

    /// <summary>Maps signing in, signing out, and the API behind this server.</summary>
    public static void MapBackendForFrontend(this IEndpointRouteBuilder app, Uri api)
    {
        app.MapGet("/sign-in", () => Results.Challenge(new() { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme]));
        app.MapPost("/sign-out", () => Results.SignOut(authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme]))
            .RequireAuthorization(OwnPage);
        app.MapForwarder("/api/{**path}", api.AbsoluteUri, transforms => transforms.AddRequestTransform(async transform =>
        {
            transform.ProxyRequest.Headers.Remove("Cookie");
            transform.ProxyRequest.Headers.Authorization = new("Bearer", await transform.HttpContext.GetTokenAsync("access_token"));
        })).RequireAuthorization(OwnPage);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // The cookie is a random reference, and the ticket with the tokens is here. Signing out removes it, so a copied cookie opens nothing.
    private sealed class Sessions(IDistributedCache cache, IDataProtectionProvider protection) : ITicketStore
    {
        private readonly IDataProtector _protector = protection.CreateProtector("Sessions");

        public async Task<string> StoreAsync(AuthenticationTicket ticket)
        {
            var key = "session:" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
            await RenewAsync(key, ticket);
            return key;
        }

        public Task RenewAsync(string key, AuthenticationTicket ticket) => cache.SetAsync(
            key, _protector.Protect(TicketSerializer.Default.Serialize(ticket)),
                new() { AbsoluteExpiration = ticket.Properties.ExpiresUtc });

        public async Task<AuthenticationTicket?> RetrieveAsync(string key) =>
            await cache.GetAsync(key) is { } bytes ? TicketSerializer.Default.Deserialize(_protector.Unprotect(bytes)) : null;

        public Task RemoveAsync(string key) => cache.RemoveAsync(key);
    }
}
