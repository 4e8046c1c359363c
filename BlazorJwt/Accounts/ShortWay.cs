using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts;

/// <summary>
/// Admits a token that the token service found good before and still does, without the handler that authentication makes for each request
/// (docs/decisions/0008-good-tokens-are-remembered.md). Everything else goes the framework's own way: no token, a first time, every refusal, and
/// every token once somebody set events, a token handler, a scheme or a transformation of their own.
/// </summary>
internal sealed class ShortWay(TokenService tokens, IOptionsMonitor<JwtBearerOptions> options)
{
    private const string Bearer = "Bearer ";
    private static readonly object LastHeader = new();

    /// <summary>Takes the place of <see cref="AuthAppBuilderExtensions.UseAuthentication"/>, which it uses.</summary>
    public static void UseAuthentication(WebApplication app)
    {
        if (!IsAllThereIs(app.Services))
        {
            app.UseAuthentication();
            return;
        }

        var shortWay = ActivatorUtilities.CreateInstance<ShortWay>(app.Services);
        // The pipeline is built from its end: what comes after authentication is known when the first request comes.
        RequestDelegate afterwards = null!;
        app.Use(next => context => shortWay.TryAdmit(context) ? afterwards(context) : next(context));
        app.UseAuthentication();
        app.Use(next => afterwards = next);
    }

    /// <summary>True while the framework's authentication is JwtBearer and no more: then a good token is all there is to it.</summary>
    private static bool IsAllThereIs(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var schemes = scope.ServiceProvider.GetRequiredService<IAuthenticationSchemeProvider>();
        return schemes.GetDefaultAuthenticateSchemeAsync().GetAwaiter().GetResult()?.HandlerType == typeof(RememberingBearerHandler)
            && !schemes.GetRequestHandlerSchemesAsync().GetAwaiter().GetResult().Any()
            && scope.ServiceProvider.GetRequiredService<IClaimsTransformation>() is NoopClaimsTransformation
            && scope.ServiceProvider.GetRequiredService<IAuthenticationService>().GetType().Assembly == typeof(AuthenticationService).Assembly;
    }

    private bool TryAdmit(HttpContext context)
    {
        if (ChecksTokenItself.IsOn(context) || !BearerOrCookie.DecidesAlone(options.Get(JwtBearerDefaults.AuthenticationScheme))) return false;
        var fromCookie = BearerOrCookie.CookieSpeaks(context.Request);
        var isToken = fromCookie ? tokens.CanBeRemembered(context.Request.Cookies[TokenCookie.Name], out var digest) : TryDigestOfHeader(context, out digest);
        if (!isToken || tokens.Remembered(digest) is not { } verdict) return false;

        var admission = new RememberedAdmission(verdict) { FromCookie = fromCookie };
        var features = context.Features;
        features.Set<RequestVerdict>(admission);
        features.Set<IAuthenticateResultFeature>(admission);
        features.Set<IHttpAuthenticationFeature>(admission);
        return true;
    }

    // The token as JwtBearer cuts it out; of more than one header it is to make what it makes of them.
    private bool TryDigestOfHeader(HttpContext context, out TokenDigest digest)
    {
        digest = default;
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        var connection = HttpProtocol.IsHttp11(context.Request.Protocol) ? context.Features.Get<IConnectionItemsFeature>()?.Items : null;
        if (connection is not null && connection.TryGetValue(LastHeader, out var last) && last is HashedHeader hashed && ReferenceEquals(hashed.Header, header))
        {
            digest = hashed.Digest;
            return true;
        }

        if (!tokens.CanBeRemembered(header.AsSpan(Bearer.Length).Trim(), out digest)) return false;
        if (connection is not null) connection[LastHeader] = new HashedHeader(header, digest);
        return true;
    }

    // Kestrel hands out the very same string for a header that did not change since the connection's last request, and a string can't change: so its
    // digest is not computed again. The object must be the same one; an equal one is hashed. In HTTP/1.1 the requests of a connection come one by one.
    private sealed record HashedHeader(string Header, TokenDigest Digest)
    {
        public override string ToString() => "header (redacted)";
    }
}
