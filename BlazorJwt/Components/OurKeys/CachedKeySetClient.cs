using BlazorJwt.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.OurKeys;

/// <summary>
/// Another program that verifies our tokens: it knows the address of our metadata and nothing else of us. It keeps the key set it fetched,
/// and asks again when a token names a key that is not in it. What an API with JwtBearer does, written out.
/// </summary>
internal sealed class CachedKeySetClient
{
    // The library may answer with the old keys while it fetches the new ones beside.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    private readonly ServerDocuments _documents;
    private readonly TimeProvider _time;
    private readonly TokenOptions _issuer;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _cache;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public CachedKeySetClient(TokenOptions issuer, ServerDocuments documents, TimeProvider time)
    {
        (_issuer, _documents, _time) = (issuer, documents, time);
        _cache = new(issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents)
        {
            // How soon it may ask again for an unknown key. The library's default is five minutes: strangers can make up key ids.
            RefreshInterval = TimeSpan.FromSeconds(1),
        };
    }

    /// <summary>When the keys in the cache were fetched; null before the first token.</summary>
    public DateTimeOffset? FetchedAt => _documents.FetchedAt;

    /// <summary>The ids of the keys in the cache.</summary>
    public IReadOnlyList<string> KnownKeys { get; private set; } = [];

    /// <summary>Verifies a token. Never throws for what a token or the network can cause.</summary>
    public async Task<ClientFinding> CheckAsync(string token, CancellationToken stop)
    {
        var fetches = _documents.Fetches;
        try
        {
            var issuer = await _cache.GetConfigurationAsync(stop);
            var result = await _handler.ValidateTokenAsync(token, Rules(issuer));
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                issuer = await AskAgainAsync(issuer, stop);
                result = await _handler.ValidateTokenAsync(token, Rules(issuer));
            }

            KnownKeys = [.. issuer.SigningKeys.Select(key => key.KeyId)];
            return new(result.IsValid, Reason(result.Exception), _documents.Fetches > fetches);
        }
        catch (Exception reason) when (reason is not OperationCanceledException && reason is InvalidOperationException or IOException)
        {
            return new(false, "the issuer can’t be reached", false);
        }
    }

    private async Task<OpenIdConnectConfiguration> AskAgainAsync(OpenIdConnectConfiguration known, CancellationToken stop)
    {
        _cache.RequestRefresh();
        var until = _time.GetUtcNow() + Patience;
        while (true)
        {
            var fresh = await _cache.GetConfigurationAsync(stop);
            if (!ReferenceEquals(fresh, known) || _time.GetUtcNow() >= until) return fresh;
            await Task.Delay(Glance, _time, stop);
        }
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration issuer) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = _issuer.Audience,
        ValidTypes = ["at+jwt"],
        IssuerSigningKeys = issuer.SigningKeys,
        TryAllIssuerSigningKeys = false,
        ClockSkew = _issuer.ClockSkew,
        LifetimeValidator = (notBefore, expires, _, rules) =>
            notBefore <= _time.GetUtcNow() + rules.ClockSkew && expires > _time.GetUtcNow() - rules.ClockSkew
            ? true
            : throw new SecurityTokenExpiredException(),
    };

    private static string Reason(Exception? reason) => reason switch
    {
        null => "signature, issuer, audience, times",
        SecurityTokenExpiredException => "it has expired",
        SecurityTokenSignatureKeyNotFoundException => "its key is not in the key set",
        _ => "it does not verify",
    };
}

/// <summary>What the client found.</summary>
/// <param name="Reason">What was looked at, or why not.</param>
/// <param name="AskedAgain">True when the key set was fetched for this check; false when the cache knew the key.</param>
internal sealed record ClientFinding(bool Accepted, string Reason, bool AskedAgain);
