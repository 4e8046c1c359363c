using System.Net;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Api.TrustedIssuers;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens.Validation;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Conformance;

/// <summary>
/// The relying-party tests of the OpenID conformance suite, mirrored for an API that takes access tokens of another issuer. Each test of
/// the suite is either a case here, or stands in the list of those that say nothing of an access token, with the reason.
/// </summary>
[Trait("needs", "server")]
public sealed class RelyingPartyCaseTests
{
    private const string Prefix = "oidcc-client-test-";

    // What a token of the case is, and the check that refuses it.
    private static readonly Dictionary<string, (TokenCheckKind Check, Func<Issuers, string> Token)> Negative = new()
    {
        // Without a signature it ends at the form; with one, alg would be refused (TrustedIssuersTests).
        ["idtoken-sig-none"] = (TokenCheckKind.Form, all => Unsigned(all.Rsa.Token(header: header => header["alg"] = "none"))),
        ["invalid-aud"] = (TokenCheckKind.Audience, all => all.Rsa.Token(audience: "orders-elsewhere")),
        ["missing-aud"] = (TokenCheckKind.Audience, all => all.Rsa.Token(payload: claims => claims.Remove("aud"))),
        ["invalid-iss"] = (TokenCheckKind.Issuer, all => all.Rsa.Token(payload: claims => claims["iss"] = all.Rsa.Issuer + "/another")),
        ["missing-iat"] = (TokenCheckKind.RequiredClaims, all => all.Rsa.Token(payload: claims => claims.Remove("iat"))),
        ["missing-sub"] = (TokenCheckKind.RequiredClaims, all => all.Rsa.Token(payload: claims => claims.Remove("sub"))),
        ["invalid-sig-rs256"] = (TokenCheckKind.Signature, all => Touched(all.Rsa.Token())),
        ["invalid-sig-es256"] = (TokenCheckKind.Signature, all => Touched(all.Curve.Token())),
        // An API has no secret in common with an issuer. What is left of the case: the public key, taken for a secret.
        ["invalid-sig-hs256"] = (TokenCheckKind.Algorithm, all => ByPublicKey(all.Rsa)),
        // The suite lets a client try all keys; here kid decides, with one key in the set and with two.
        ["kid-absent-single-jwks"] = (TokenCheckKind.Key, all => all.Rsa.Token(header: header => header.Remove("kid"))),
        ["kid-absent-multiple-jwks"] = (TokenCheckKind.Key, all => all.Rotated.Token(header: header => header.Remove("kid"))),
        ["discovery-issuer-mismatch"] = (TokenCheckKind.Key, all => all.Misnamed.Token()),
        ["rp-backchannel-rpinitlogout"] = (TokenCheckKind.Type, all => all.Rsa.Token(header: header => header["typ"] = "logout+jwt")),
    };

    private static readonly string[] Positive = ["idtoken-sig-rs256", "discovery-openid-config", "discovery-jwks-uri-keys",
        "signing-key-rotation", "signing-key-rotation-just-before-signing", "userinfo-bearer-header"];

    // Why the others say nothing of an access token.
    private static readonly Dictionary<string, string[]> Elsewhere = new()
    {
        ["Of an ID token and what came with it."] = ["invalid-athash", "missing-athash", "invalid-chash", "missing-chash", "nonce-invalid",
            "nonce-unless-code-flow", "refresh-token-invalid-issuer", "refresh-token-invalid-sub"],
        ["Of a client that asks for tokens."] =
        [
            "", "3rd-party-init-login", "client-secret-basic", "form-post-error", "mtls-endpoint-aliases", "refresh-token",
                "request-uri-signed-none", "request-uri-signed-rs256", "scope-userinfo-claims",
            "discovery-webfinger-acct", "discovery-webfinger-url", "dynamic-registration",
        ],
        ["Of the userinfo endpoint, which an API never asks."] = ["aggregated-claims", "distributed-claims", "userinfo-invalid-sub",
            "userinfo-signed"],
        ["A token in the body, which this API does not offer (RFC 6750 section 2.2 lets it)."] = ["userinfo-bearer-body"],
        ["Of signing out at the issuer. A logout token sent as an access token is a case above."] =
        [
            "rp-backchannel-rpinitlogout-alg-none", "rp-backchannel-rpinitlogout-no-event", "rp-backchannel-rpinitlogout-with-nonce",
                "rp-backchannel-rpinitlogout-wrong-alg", "rp-backchannel-rpinitlogout-wrong-aud",
            "rp-backchannel-rpinitlogout-wrong-event", "rp-backchannel-rpinitlogout-wrong-iss", "rp-frontchannel-opinitlogout",
            "rp-frontchannel-rpinitlogout", "rp-init-logout", "rp-init-logout-other-state", "rp-init-logout-no-state",
            "session-management",
        ],
    };

    [Fact]
    public void Each_test_of_the_suite_is_a_case_here_or_is_said_to_be_none()
    {
        var suite = Vectors.Read("oidf/rp-tests.json").GetProperty("tests").EnumerateArray()
            .Select(test => test.GetProperty("test").GetString()!);

        Assert.Equal(
            suite.Order(StringComparer.Ordinal),
            Negative.Keys.Concat(Positive).Concat(Elsewhere.Values.SelectMany(names => names)).Select(name => (Prefix + name).TrimEnd('-'))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_negative_case_is_refused_at_the_check_it_is_about()
    {
        await using var all = await Issuers.StartAsync();
        await using var app = AppFixture.Start(all.Settings);
        var tokens = app.Services.GetRequiredService<TokenService>();
        foreach (var issuer in (ForeignIssuer[])[all.Rsa, all.Curve, all.Rotated])
            Assert.True((await tokens.ValidateAsync(issuer.Token())).Accepted);

        foreach (var (name, (check, make)) in Negative)
        {
            var verdict = await tokens.ValidateAsync(make(all));
            Assert.True(verdict.Refusal?.Kind == check, $"{name}: {verdict}");
            Verdicts.AssertConsistent(verdict);
        }
    }

    [Fact]
    public async Task A_key_that_changed_before_the_next_signature_is_found_by_the_key_set_address_and_a_token_in_the_header_opens_the_api()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var all = await Issuers.StartAsync();
        await using var app = AppFixture.Start(all.Settings, time: clock);
        var visitor = new Visitor(app);
        using var first = await visitor.WithHeader(HttpMethod.Get, "/api/orders", all.Rsa.Token());

        clock.Advance(TrustedIssuerKeys.Pause);
        all.Rsa.Rotate();
        using var rotated = await visitor.WithHeader(HttpMethod.Get, "/api/orders", all.Rsa.Token());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, rotated.StatusCode));
        Assert.Equal(2, all.Rsa.Questions);
    }

    private static string Unsigned(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static string Touched(string token)
    {
        var (content, signature) = (token[..(token.LastIndexOf('.') + 1)],
            Base64UrlEncoder.DecodeBytes(token[(token.LastIndexOf('.') + 1)..]));
        signature[^1] ^= 1;
        return content + Base64UrlEncoder.Encode(signature);
    }

    private static string ByPublicKey(ForeignIssuer issuer)
    {
        var token = Unsigned(issuer.Token(header: header => header["alg"] = "HS256"));
        var secret = ((RsaSecurityKey)issuer.Key.SecurityKey).Rsa.ExportSubjectPublicKeyInfo();
        return token + Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(token[..^1])));
    }

    private sealed record Issuers(ForeignIssuer Rsa, ForeignIssuer Curve, ForeignIssuer Rotated, ForeignIssuer Misnamed) : IAsyncDisposable
    {
        public IEnumerable<(string Name, string? Value)> Settings => All.Index().SelectMany(issuer => issuer.Item.SettingsAt(issuer.Index));

        private ForeignIssuer[] All => [Rsa, Curve, Rotated, Misnamed];

        public static async Task<Issuers> StartAsync()
        {
            var all = new Issuers(await ForeignIssuer.StartAsync(), await ForeignIssuer.StartAsync("ES256"),
                await ForeignIssuer.StartAsync(), await ForeignIssuer.StartAsync());
            all.Rotated.Rotate();
            all.Misnamed.Claimed = "https://another.example";
            return all;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var issuer in All) await issuer.DisposeAsync();
        }
    }
}
