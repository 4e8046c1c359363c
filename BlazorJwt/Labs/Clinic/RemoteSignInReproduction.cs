using System.IdentityModel.Tokens.Jwt;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BlazorJwt.Labs.Clinic;

/// <summary>A browser leaves for another party to sign in there, and comes back without the cookie that it was given.</summary>
internal static class RemoteSignInReproduction
{
    private const string CallbackPath = "/signin-trial";

    /// <summary>ASP.NET's own handler gets the right state and no correlation cookie.</summary>
    public static Task<Reproduced> ComeBackWithoutCookieAsync() => ComeBackWithStateAsync(null);

    /// <param name="other">The state that comes back; null for the one that was sent.</param>
    public static Task<Reproduced> ComeBackWithStateAsync(string? other) => Reproduced.RunAsync(async () =>
    {
        await using var services = Services();
        var leave = Request(services, "/");
        await leave.ChallengeAsync("Trial", new AuthenticationProperties { RedirectUri = "/" });
        var state = QueryHelpers.ParseQuery(new Uri(leave.Response.Headers.Location.ToString()).Query)["state"];

        await using var scope = services.CreateAsyncScope();
        var back = Request(scope.ServiceProvider, CallbackPath);
        back.Request.QueryString = QueryString.Create("state", other ?? state.ToString()).Add("code", "trial");
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        await ((IAuthenticationRequestHandler)(await handlers.GetHandlerAsync(back, "Trial"))!).HandleRequestAsync();
        return "Signed in.";
    });

    /// <summary>The library's own check of an ID token, without the nonce that the cookie held.</summary>
    public static Task<Reproduced> ValidateWithoutNonceAsync() => ValidateIdTokenAsync("nonce", "of-this-sign-in");

    /// <summary>The same check of an ID token that was issued to another client.</summary>
    public static Task<Reproduced> ValidateForAnotherClientAsync() => ValidateIdTokenAsync("azp", "another-client");

    /// <summary>The library's own check of an answer.</summary>
    public static Task<Reproduced> ValidateAsync(OpenIdConnectProtocolValidationContext answer, bool withState = true) =>
        Reproduced.RunAsync(() =>
        {
            new OpenIdConnectProtocolValidator { RequireStateValidation = withState, RequireNonce = answer.ValidatedIdToken is not null }
                .ValidateAuthenticationResponse(answer);
            return Task.FromResult("Accepted.");
        });

    private static Task<Reproduced> ValidateIdTokenAsync(string claim, string value)
    {
        var trial = new LibraryReproduction();
        trial.Payload[claim] = value;
        return ValidateAsync(
            new()
            {
                ProtocolMessage = new() { IdToken = "trial" },
                ClientId = LibraryReproduction.Audience,
                ValidatedIdToken = new JwtSecurityToken(trial.Token()),
            },
            withState: false);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication("Cookies").AddCookie("Cookies").AddOAuth("Trial", options =>
        {
            (options.ClientId, options.ClientSecret, options.CallbackPath) = ("trial", "trial", CallbackPath);
            (options.AuthorizationEndpoint, options.TokenEndpoint) = ("https://issuer.example/authorize", "https://issuer.example/token");
        });
        return services.BuildServiceProvider();
    }

    private static DefaultHttpContext Request(IServiceProvider services, string path)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Request.Method, context.Request.Path, context.Request.Scheme) = (HttpMethods.Get, path, "https");
        context.Request.Host = new("app.example");
        return context;
    }
}
