using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// The tokens of the JWT method: with the claims of the app's own, signed with the lab's own key, for a lab issuer and a lab audience that
/// the API rejects. The library alone validates them, as in most apps, so that the only lookup there may be is the one that is counted
/// here.
/// </summary>
internal sealed class SignInMethodTokens(TokenService tokens, SessionLabs labs, TimeProvider time)
{
    public const string NotOurs = "This is not a token of this lab.";

    private const string Audience = "blazorjwt-lab";

    private readonly JsonWebTokenHandler _library = new() { MapInboundClaims = false };

    /// <summary>Long enough to try everything, short enough to see it expire.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(3);

    public string Issue(SessionLab lab)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var header = JsonSerializer.Serialize(new { alg = lab.Key.Algorithm, kid = lab.Key.KeyId, typ = "at+jwt" });
        var payload = JsonSerializer.Serialize(new
        {
            iss = lab.Issuer,
            sub = SessionLab.Person,
            aud = Audience,
            exp = now + (long)Lifetime.TotalSeconds,
            iat = now,
            nbf = now,
            jti = LabRequests.RandomName(),
            client_id = "blazorjwt-lab",
            role = lab.Role,
            scope = "orders.read orders.write",
        });
        return tokens.Sign(header, payload, lab.Key);
    }

    /// <summary>The lab of the issuer that a text names, without validation; null when there is none.</summary>
    public SessionLab? LabOf(string text) => labs.OfIssuer(tokens.Decode(text).Payload.Text("iss"));

    /// <summary>Validates one. Never throws on a token, however broken.</summary>
    public async Task<(JsonWebToken? Token, string? Refusal)> CheckAsync(string text, SessionLab lab)
    {
        var result = await _library.ValidateTokenAsync(text, new()
        {
            ValidIssuer = lab.Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SigningAlgorithms.ES256],
            ValidTypes = ["at+jwt"],
            IssuerSigningKey = lab.Key.SecurityKey,
            TryAllIssuerSigningKeys = false,
            // One server, one clock: no skew, so that the token expires when its countdown ends.
            LifetimeValidator = (from, until, _, _) =>
                ValidationParametersFactory.LifetimeProblem(from, until, time.GetUtcNow(), TimeSpan.Zero) is { } problem
                    ? throw problem
                    : true,
            LogValidationExceptions = false,
            IncludeTokenOnFailedValidation = false,
        });
        return result.IsValid ? ((JsonWebToken)result.SecurityToken, null) : (null, Sentence(result.Exception));
    }

    private static string Sentence(Exception reason) => reason switch
    {
        SecurityTokenExpiredException => SignInMethodReading.Expired,
        SecurityTokenSignatureKeyNotFoundException => "The server does not know the key that signed this token.",
        SecurityTokenInvalidSignatureException => "The signature is invalid.",
        _ => NotOurs,
    };
}
