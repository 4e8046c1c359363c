using System.Text.Json.Nodes;
using BlazorJwt.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>What is wrong in an assertion that is good in all else, each by the name of its case.</summary>
public static class WrongAssertionClaims
{
    private const string Unknown = "svc-0000000000000000";

    /// <summary>All of them.</summary>
    public static TheoryData<string, Action<JsonObject>> All => new()
    {
        { "expired", claims => (claims["iat"], claims["exp"]) = (Now() - 180, Now() - 60) },
        { "no exp", claims => claims.Remove("exp") },
        { "lives longer than five minutes", claims => claims["exp"] = Now() + 360 },
        { "not before in the future", claims => claims["nbf"] = Now() + 90 },
        { "made in the future", claims => (claims["iat"], claims["exp"]) = (Now() + 90, Now() + 150) },
        { "no iat", claims => claims.Remove("iat") },
        { "another audience", claims => claims["aud"] = "https://elsewhere.example/token" },
        { "the audience of the API", claims => claims["aud"] = new TokenOptions().Audience },
        { "no audience", claims => claims.Remove("aud") },
        { "another subject", claims => claims["sub"] = "alice" },
        { "no subject", claims => claims.Remove("sub") },
        { "another issuer", claims => claims["iss"] = "alice" },
        { "our own issuer", claims => claims["iss"] = new TokenOptions().Issuer },
        { "no issuer", claims => claims.Remove("iss") },
        { "an unknown client", claims => (claims["iss"], claims["sub"]) = (Unknown, Unknown) },
        { "no jti", claims => claims.Remove("jti") },
        { "a jti of 129 characters", claims => claims["jti"] = new string('j', 129) },
    };

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
