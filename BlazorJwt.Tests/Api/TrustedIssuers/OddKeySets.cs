using System.Text.Json.Nodes;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>Key sets as issuers publish them, odd entries and shared key ids included, each with a token and what is to become of
/// it.</summary>
internal static class OddKeySets
{
    // Before what is made with it: static fields are filled in this order.
    private static readonly string[] ThreeNames = ["RS256", "RS384", "PS256"];

    private static readonly TokenKey Rsa = KeyStock.Key("RS256");
    private static readonly TokenKey OtherRsa = KeyStock.AnotherKey("RS256");
    private static readonly TokenKey Ec = KeyStock.Key("ES256");

    /// <param name="KeySet">The set.</param>
    /// <param name="Key">What the token is signed with.</param>
    /// <param name="KeyId">Its <c>kid</c>.</param>
    /// <param name="Algorithm">Its <c>alg</c>.</param>
    /// <param name="IsAccepted">Whether the token is accepted, by an app that accepts RS256, PS256 and ES256 from this issuer.</param>
    /// <param name="JoseDiffers">Why jose decides otherwise; null where it decides alike.</param>
    internal sealed record Case(string KeySet, TokenKey Key, string KeyId, string Algorithm, bool IsAccepted, string? JoseDiffers = null)
    {
        public string Token(string issuer)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            var head = new JsonObject { ["alg"] = Algorithm, ["kid"] = KeyId, ["typ"] = "at+jwt" };
            var body = new JsonObject { ["iss"] = issuer, ["sub"] = "alice", ["aud"] = "orders-here", ["iat"] = now, ["exp"] = now + 600 };
            return Forge.Sign(head.ToJsonString(), body.ToJsonString(), Key, Algorithm);
        }
    }

    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        // Beside a good key, one that can't be used (RFC 7517 section 5).
        ["alg as a list"] = Beside(Jwk(OtherRsa, "odd", ("alg", new JsonArray("RS256")))),
        ["kid as a number"] = Beside(Jwk(OtherRsa, 7)),
        ["kid as a list"] = Beside(Jwk(OtherRsa, new JsonArray("good"))),
        ["use as a number"] = Beside(Jwk(OtherRsa, "odd", ("use", 1))),
        ["n as a number"] = Beside(Jwk(OtherRsa, "odd", ("n", 7))),
        ["e as an object"] = Beside(Jwk(OtherRsa, "odd", ("e", new JsonObject()))),
        ["x5t#S256 as a number"] = Beside(Jwk(OtherRsa, "odd", ("x5t#S256", 7))),
        ["x5c as text"] = Beside(Jwk(OtherRsa, "odd", ("x5c", "MIIB"))),
        ["key_ops null"] = Beside(Jwk(OtherRsa, "odd", ("key_ops", null))),
        ["key_ops as text"] = Beside(Jwk(OtherRsa, "odd", ("key_ops", "verify"))),
        ["kty as a number"] = Beside(Jwk(OtherRsa, "odd", ("kty", 7))),
        ["OKP"] = Beside("""{"kty":"OKP","kid":"odd","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"""),
        ["AKP"] = Beside("""{"kty":"AKP","kid":"odd","alg":"ML-DSA-44","pub":"AAAA"}"""),
        ["x5c and nothing else"] = Beside("""{"kty":"RSA","kid":"odd","x5c":["MIIB"]}"""),
        ["the odd key itself: x5c and nothing else"] = new(Set("""{"kty":"RSA","kid":"good","x5c":["MIIB"]}"""), Rsa, "good",
            "RS256", false),
        ["kty unknown"] = Beside(Jwk(OtherRsa, "odd", ("kty", "XYZ"))),
        ["a member twice"] = Beside("""{"kty":"RSA","kty":"RSA","kid":"odd","n":"AQAB","e":"AQAB"}"""),
        ["half a character"] = Beside("""{"kty":"RSA","kid":"\ud800","n":"AQAB","e":"AQAB"}"""),
        ["null"] = Beside("null", "jose refuses a set with an entry that is no object"),
        ["a number"] = Beside("7", "jose refuses a set with an entry that is no object"),
        ["nulls for what does not apply"] = new(Set(Jwk(Rsa, "good", ("x5t", null), ("x5c", null), ("alg", null))), Rsa, "good",
            "RS256", true),
        ["the odd key itself: alg as a list"] = new(Set(Jwk(Rsa, "good", ("alg", new JsonArray("RS256")))), Rsa, "good", "RS256", false,
            "jose overlooks it"),
        ["the odd key itself: key_ops null"] = new(Set(Jwk(Rsa, "good", ("key_ops", null))), Rsa, "good", "RS256", false),
        ["key_ops sign, and only the public half"] = new(Set(Jwk(Rsa, "good", ("key_ops", new JsonArray("sign")))), Rsa, "good",
            "RS256", false),
        ["key_ops verify"] = new(Set(Jwk(Rsa, "good", ("key_ops", new JsonArray("verify")))), Rsa, "good", "RS256", true),
        // One kid, several keys (section 4.5).
        ["one key listed for three algs, RS256"] = new(ThreeAlgs(), Rsa, "good", "RS256", true),
        ["one key listed for three algs, PS256"] = new(ThreeAlgs(), Rsa, "good", "PS256", true),
        ["one kid for use enc and use sig"] = new(Set(Jwk(OtherRsa, "good", ("use", "enc")), Jwk(Rsa, "good", ("use", "sig"))), Rsa, "good",
            "RS256", true),
        ["two enc keys of one kid beside a sig key"] =
            new(Set(Jwk(OtherRsa, "enc", ("use", "enc")), Jwk(Ec, "enc", ("use", "enc")), Jwk(Rsa, "good", ("use", "sig"))), Rsa, "good",
                "RS256", true),
        ["one kid for EC and RSA, RS256"] = new(Set(Jwk(Ec, "good"), Jwk(Rsa, "good")), Rsa, "good", "RS256", true),
        ["one kid for EC and RSA, ES256"] = new(Set(Jwk(Ec, "good"), Jwk(Rsa, "good")), Ec, "good", "ES256", true),
        ["one kid, two keys, one alg"] = new(Set(Jwk(Rsa, "good"), Jwk(OtherRsa, "good")), Rsa, "good", "RS256", false),
        ["one kid, two keys, one alg, and another kid"] = new(Set(Jwk(OtherRsa, "twin"), Jwk(Rsa, "twin"), Jwk(Rsa, "good")), Rsa, "good",
            "RS256", true),
        ["one kid and alg, and one of the two can't be read"] = new(
            Set(Jwk(Rsa, "good", ("alg", "RS256")), Jwk(OtherRsa, "good", ("alg", "RS256"), ("n", "!"))), Rsa, "good", "RS256", false),
        ["one key twice"] = new(Set(Jwk(Rsa, "good"), Jwk(Rsa, "good")), Rsa, "good", "RS256", true,
            "jose looks at the number of keys and not at the keys"),
        // Without alg a key is for every algorithm of its kind (section 4.4); the settings say which of them are accepted.
        ["no alg, PS256"] = new(Set(Jwk(Rsa, "good")), Rsa, "good", "PS256", true),
        ["alg RS256, PS256"] = new(Set(Jwk(Rsa, "good", ("alg", "RS256"))), Rsa, "good", "PS256", false),
        // As large as the setting Issuers:MaxAnswerBytes lets it be: this one has 90 KB.
        ["two hundred keys"] = new(Set([.. Enumerable.Range(0, 200).Select(index => Jwk(OtherRsa, $"other-{index}")), Jwk(Rsa, "good")]),
            Rsa, "good", "RS256", true),
    };

    private static Case Beside(string odd, string? joseDiffers = null) =>
        new(Set(odd, Jwk(Rsa, "good", ("alg", "RS256"))), Rsa, "good", "RS256", true, joseDiffers);

    private static string ThreeAlgs() => Set([.. ThreeNames.Select(algorithm => Jwk(Rsa, "good", ("alg", algorithm)))]);

    private static string Set(params string[] entries) => $$"""{"keys":[{{string.Join(',', entries)}}]}""";

    private static string Jwk(TokenKey key, JsonNode keyId, params (string Name, JsonNode? Value)[] more)
    {
        var jwk = key.PublicJwk()!;
        var json = new JsonObject { ["kty"] = jwk.Kty, ["kid"] = keyId };
        foreach (var (name, value) in new[] { ("crv", jwk.Crv), ("x", jwk.X), ("y", jwk.Y), ("n", jwk.N), ("e", jwk.E) })
        {
            if (value is not null) json[name] = value;
        }

        foreach (var (name, value) in more) json[name] = value;
        return json.ToJsonString();
    }
}
