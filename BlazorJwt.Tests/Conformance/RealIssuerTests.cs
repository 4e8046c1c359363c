using System.Net;
using System.Text;
using System.Text.Json;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Conformance;

/// <summary>
/// Tokens of a certified provider at our API. The negative cases are those of the OpenID conformance suite's relying-party tests that mean
/// something for an access token; each is signed by the provider's real key, so that the one flaw alone decides.
/// </summary>
[Trait("needs", "node"), Trait("needs", "server")]
public sealed class RealIssuerTests
{
    // What of the suite applies to an access token, and where our API finds it. The provider signs none without aud or iat:
    // RelyingPartyCaseTests has those, and all the others.
    private static readonly (string Test, string Scope, TokenCheckKind Check)[] Negative =
    [
        ("oidcc-client-test-invalid-iss", "wrong.iss=https://another.example", TokenCheckKind.Issuer),
        ("oidcc-client-test-invalid-aud", "wrong.aud=another", TokenCheckKind.Audience),
        ("oidcc-client-test-missing-sub", "wrong.without=sub", TokenCheckKind.RequiredClaims),
        ("typ of an ID token", "wrong.typ=JWT", TokenCheckKind.Type),
        ("typ of a logout token", "wrong.typ=logout+jwt", TokenCheckKind.Type),
        ("kid that is not published", "wrong.kid=nobody", TokenCheckKind.Key),
        ("no exp", "wrong.without=exp", TokenCheckKind.Expiry),
        ("no iss", "wrong.without=iss", TokenCheckKind.Issuer),
    ];

    [Fact]
    public async Task A_token_of_a_certified_provider_is_accepted_each_flawed_one_is_refused_and_a_new_key_is_found_with_one_question()
    {
        await using var issuer = await RealIssuer.StartAsync();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = AppFixture.Start(issuer.Settings, time: clock);
        var (visitor, tokens) = (new Visitor(app), app.Services.GetRequiredService<TokenService>());

        var good = await issuer.TokenAsync();
        using var orders = await visitor.WithHeader(HttpMethod.Get, "/api/orders", good);
        using var placed = await visitor.WithHeader(HttpMethod.Post, "/api/orders", good, new { item = "espresso" });
        Assert.Equal(HttpStatusCode.OK, orders.StatusCode);
        await placed.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(1, await issuer.QuestionsAsync());

        foreach (var (test, scope, check) in Negative)
        {
            var verdict = await tokens.ValidateAsync(await issuer.TokenAsync(scope));
            Assert.True(verdict.Refusal?.Kind == check, $"{test}: {verdict}");
        }

        Assert.Equal(TokenCheckKind.Audience,
            (await tokens.ValidateAsync(await issuer.TokenAsync(resource: "urn:orders-elsewhere"))).Refusal?.Kind);
        foreach (var part in (int[])[0, 1, 2]) Assert.NotNull((await tokens.ValidateAsync(BitFlipped(good, part))).Refusal);
        Assert.Equal(TokenCheckKind.Signature, (await tokens.ValidateAsync(BitFlipped(good, 2))).Refusal?.Kind);

        // oidcc-client-test-signing-key-rotation
        clock.Advance(TrustedIssuerKeys.Pause);
        await issuer.RotateAsync();
        var before = await issuer.QuestionsAsync();
        using var rotated = await visitor.WithHeader(HttpMethod.Get, "/api/orders", await issuer.TokenAsync());
        using var former = await visitor.WithHeader(HttpMethod.Get, "/api/orders", good);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (rotated.StatusCode, former.StatusCode));
        Assert.Equal(before + 1, await issuer.QuestionsAsync());
    }

    [Fact]
    public void Every_negative_case_of_the_conformance_suite_that_is_named_here_is_one_of_it()
    {
        var suite = Vectors.Read("oidf/rp-tests.json").GetRawText();

        Assert.All(Negative.Where(row => row.Test.StartsWith("oidcc-", StringComparison.Ordinal)),
            row => Assert.Contains($"\"{row.Test}\"", suite, StringComparison.Ordinal));
    }

    private static string BitFlipped(string token, int part)
    {
        var parts = token.Split('.');
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(parts[part]);
        bytes[bytes.Length / 2] ^= 1;
        parts[part] = System.Buffers.Text.Base64Url.EncodeToString(bytes);
        return string.Join('.', parts);
    }
}
