using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts;

/// <summary>
/// JwtBearer's handler, with a short way for a token that the token service found good before and still does
/// (docs/decisions/0008-good-tokens-are-remembered.md). Everything else goes JwtBearer's own way: no token, a first time, every refusal, and every
/// token once somebody set events or a token handler of their own.
/// </summary>
internal sealed class RememberingBearerHandler(IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenService tokens)
    : JwtBearerHandler(options, logger, encoder)
{
    private const string Bearer = "Bearer ";
    private static readonly object LastHeader = new();

    // A ticket has them as text. They are written once for a token, and each ticket gets a copy.
    private static readonly ConditionalWeakTable<CheckedToken, Dictionary<string, string?>> Times = [];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ChecksTokenItself>() is not null) return Task.FromResult(AuthenticateResult.NoResult());
        if (!BearerOrCookie.DecidesAlone(Options, Events)) return base.HandleAuthenticateAsync();
        var fromCookie = BearerOrCookie.CookieSpeaks(Request);
        var isToken = fromCookie ? tokens.CanBeRemembered(Request.Cookies[TokenCookie.Name], out var digest) : TryDigestOfHeader(out digest);
        return isToken && tokens.Remembered(digest) is { } verdict
            ? Task.FromResult(AuthenticateResult.Success(Admit(verdict, fromCookie)))
            : base.HandleAuthenticateAsync();
    }

    // The token as JwtBearer cuts it out; of more than one header it is to make what it makes of them.
    private bool TryDigestOfHeader(out TokenDigest digest)
    {
        digest = default;
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        var connection = HttpProtocol.IsHttp11(Request.Protocol) ? Context.Features.Get<IConnectionItemsFeature>()?.Items : null;
        if (connection is not null && connection.TryGetValue(LastHeader, out var last) && last is HashedHeader hashed && ReferenceEquals(hashed.Header, header))
        {
            digest = hashed.Digest;
            return true;
        }

        if (!tokens.CanBeRemembered(header.AsSpan(Bearer.Length).Trim(), out digest)) return false;
        if (connection is not null) connection[LastHeader] = new HashedHeader(header, digest);
        return true;
    }

    private AuthenticationTicket Admit(TokenVerdict verdict, bool fromCookie)
    {
        Context.Features.Set(new RequestVerdict(verdict) { FromCookie = fromCookie });
        return new(new ClaimsPrincipal(verdict.Identity!), new(new Dictionary<string, string?>(Times.GetValue(verdict.Remembered!, Write))), Scheme.Name);
    }

    private static Dictionary<string, string?> Write(CheckedToken token) => new(new AuthenticationProperties { ExpiresUtc = token.ValidTo, IssuedUtc = token.ValidFrom }.Items);

    // Kestrel hands out the very same string for a header that did not change since the connection's last request, and a string can't change: so its
    // digest is not computed again. The object must be the same one; an equal one is hashed. In HTTP/1.1 the requests of a connection come one by one.
    private sealed record HashedHeader(string Header, TokenDigest Digest)
    {
        public override string ToString() => "header (redacted)";
    }
}
