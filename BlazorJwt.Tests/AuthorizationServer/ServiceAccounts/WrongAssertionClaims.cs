using System.Text.Json.Nodes;
using BlazorJwt.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>What is wrong in an assertion that is good in all else, each by the name of its case, and what its signer is told: as a grant,
/// and as client authentication.</summary>
public static class WrongAssertionClaims
{
    public const string NoKeyFits = "The signature fits no key of the client in iss, or there is no such client.";

    public const string GrantAudience =
        "aud must name the issuer or the token endpoint: http://localhost:5080 or http://localhost:5080/token.";

    public const string ClientAudience = "aud must be the issuer and nothing else: http://localhost:5080 (RFC 10070 section 4).";

    private const string NoIssuer = "iss is missing: it must be the client_id, and tells whose key to check with.";
    private const string Unknown = "svc-0000000000000000";
    private const string TooLong = "exp is too far away: this server takes at most 300 seconds, from iat or, without iat, from now.";
    private const string Future = "iat lies in the future: the token says that it has not been made yet.";
    private const string Subject = "sub must be the client_id, as iss is.";

    /// <summary>All of them.</summary>
    public static TheoryData<string, Action<JsonObject>, string, string> All
    {
        get
        {
            var all = new TheoryData<string, Action<JsonObject>, string, string>();
            void Add(string wrong, Action<JsonObject> change, string told, string? client = null) =>
                all.Add(wrong, change, told, client ?? told);

            Add("expired", claims => (claims["iat"], claims["exp"]) = (Now() - 180, Now() - 60),
                "exp has passed, and the clock skew on top of it.");
            Add("no exp", claims => claims.Remove("exp"), "exp is missing: the token would never expire.");
            Add("lives longer than five minutes", claims => claims["exp"] = Now() + 360, TooLong);
            Add("lives for an hour, as Google's libraries sign", claims => claims["exp"] = Now() + 3600, TooLong);
            Add("ends in six minutes, and has no iat", claims => (claims["exp"], _) = (Now() + 360, claims.Remove("iat")), TooLong);
            Add("not before in the future", claims => claims["nbf"] = Now() + 90,
                "nbf lies after exp: there is no moment at which the token is valid.");
            Add("made in the future", claims => (claims["iat"], claims["exp"]) = (Now() + 90, Now() + 150), Future);
            Add("another audience", claims => claims["aud"] = "https://elsewhere.example/token", GrantAudience, ClientAudience);
            Add("the audience of the API", claims => claims["aud"] = new TokenOptions().Audience, GrantAudience, ClientAudience);
            Add("no audience", claims => claims.Remove("aud"), GrantAudience, ClientAudience);
            Add("another subject", claims => claims["sub"] = "alice", Subject);
            Add("no subject", claims => claims.Remove("sub"), Subject);
            Add("another issuer", claims => claims["iss"] = "alice", NoKeyFits);
            Add("our own issuer", claims => claims["iss"] = new TokenOptions().Issuer, NoKeyFits);
            Add("no issuer", claims => claims.Remove("iss"), NoIssuer);
            Add("an issuer without a letter", claims => claims["iss"] = "", NoIssuer);
            Add("no issuer and no subject", claims => (_, _) = (claims.Remove("iss"), claims.Remove("sub")), NoIssuer);
            Add("an unknown client", claims => (claims["iss"], claims["sub"]) = (Unknown, Unknown), NoKeyFits);
            Add("a jti of 129 characters", claims => claims["jti"] = new string('j', 129), "jti has more than 128 characters.");
            Add("a scope that is a list", claims => claims["scope"] = new JsonArray("orders.read"), "scope is not a string.");
            Add("a scope that is null", claims => claims["scope"] = null, "scope is not a string.");
            Add("a jti that is a number", claims => claims["jti"] = 7, "jti is not a string.");
            return all;
        }
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
