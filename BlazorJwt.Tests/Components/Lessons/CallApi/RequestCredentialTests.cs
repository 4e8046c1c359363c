using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>Every kind of request that the bench can send, sent by a client of its own: what the API answers, to the letter.</summary>
[Trait("needs", "server")]
public sealed class RequestCredentialTests(AppFixture app)
{
    internal const string Realm = "Bearer realm=\"orders API\"";

    /// <summary>The caller, the endpoint, the status, the rest of WWW-Authenticate, and the check that fails.</summary>
    public static TheoryData<RequestCredential, string, int, string?, TokenCheckKind?> Answers => new()
    {
        { RequestCredential.NoToken, "/api/orders", 401, "", null },
        { RequestCredential.MyToken, "/api/orders", 200, null, null },
        { RequestCredential.MyCookie, "/api/orders", 200, null, null },
        { RequestCredential.SmallLetters, "/api/orders", 200, null, null },
        { RequestCredential.LacksScope, "/api/orders", 403,
            ", error=\"insufficient_scope\", error_description=\"The token lacks the scope orders.read.\", scope=\"orders.read\"", null },
        { RequestCredential.LacksRole, "/api/sales-total", 403,
            ", error=\"insufficient_scope\", error_description=\"The token lacks the role manager.\"", null },
        { RequestCredential.Edited, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"The signature does not fit: " +
            "header or payload were changed, or another key signed.\"", TokenCheckKind.Signature },
        { RequestCredential.Stripped, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"The signature is empty.\"",
            TokenCheckKind.Form },
        { RequestCredential.AlgNone, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"alg is none: the token asks not to be checked.\"", TokenCheckKind.Algorithm },
        { RequestCredential.Stranger, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"The signature does not fit: " +
            "header or payload were changed, or another key signed.\"", TokenCheckKind.Signature },
        { RequestCredential.UnknownKey, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"kid names a key that is not trusted here.\"", TokenCheckKind.Key },
        { RequestCredential.Expired, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"exp has passed, and the clock skew on top of it.\"", TokenCheckKind.Expiry },
        { RequestCredential.NotYetValid, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"nbf lies in the future: " +
            "the token is not valid yet.\"", TokenCheckKind.NotBefore },
        { RequestCredential.WrongAudience, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"aud does not name this " +
            "API: it is 'https://another-api.example', and 'blazorjwt-api' is asked for.\"", TokenCheckKind.Audience },
        { RequestCredential.WrongIssuer, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"iss is not the issuer that is trusted here.\"", TokenCheckKind.Issuer },
        { RequestCredential.WrongType, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"typ says that this is another kind of token: " +
                "it is 'logout+jwt', and at+jwt or application/at+jwt is asked for.\"", TokenCheckKind.Type },
        { RequestCredential.SubjectTwice, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"A member appears twice in the payload.\"", TokenCheckKind.Json },
        { RequestCredential.UnknownCritical, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"crit names extensions " +
            "that must be understood, and this app understands none.\"", TokenCheckKind.Critical },
        { RequestCredential.Revoked, "/api/orders", 401,
            ", error=\"invalid_token\", error_description=\"This token was revoked before it expired.\"", TokenCheckKind.Revocation },
        { RequestCredential.BearerTwice, "/api/orders", 400,
            ", error=\"invalid_request\", error_description=\"The Authorization header holds more than one token.\"", TokenCheckKind.Form },
        { RequestCredential.Quoted, "/api/orders", 401, ", error=\"invalid_token\", error_description=\"Character 1 is a double " +
            "quotation mark: a token has A-Z a-z 0-9 - _ and the dot.\"", TokenCheckKind.Form },
        { RequestCredential.Basic, "/api/orders", 401, "", null },
    };

    [Fact]
    public async Task After_a_rotation_the_one_flaw_still_decides()
    {
        await using var rotated = AppFixture.Start();
        var (tokens, bench) = (rotated.Services.GetRequiredService<TokenService>(),
            rotated.Services.GetRequiredService<CredentialTokens>());
        var own = (await tokens.ValidateAsync(new Visitor(rotated).Token(role: "customer", algorithm: "HS256"))).Token!;

        // A shared secret's successor signs at once.
        Assert.NotNull(rotated.Services.GetRequiredService<TokenKeyRing>().Rotate("HS256").Next);

        foreach (var (caller, failing) in Answers.Select(row => row.Data).Where(row => row.Item5 is not null)
            .Select(row => (row.Item1, row.Item5)))
        {
            var verdict = await tokens.ValidateAsync(bench.For(caller, own)!.Token);
            Assert.True(failing == verdict.Refusal!.Kind, $"{caller}: {verdict}");
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_caller_gets_its_answer(RequestCredential caller, string path, int status, string? challenge,
        TokenCheckKind? failing)
    {
        var visitor = new Visitor(app);
        var tokens = app.Services.GetRequiredService<TokenService>();
        var own = (await tokens.ValidateAsync(visitor.Token(role: "customer"))).Token!;
        var credentials = app.Services.GetRequiredService<CredentialTokens>().For(caller, own);

        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (credentials is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", credentials.Header));
        if (caller is RequestCredential.MyCookie) request.Headers.Add("Cookie", $"{TokenCookie.Name}={own.EncodedToken}");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(challenge is null ? null : Realm + challenge,
            response.Headers.WwwAuthenticate.Count == 0 ? null : response.Challenge());
        if (failing is not null)
        {
            var verdict = await tokens.ValidateAsync(credentials!.Token);
            Assert.Equal(failing, verdict.Refusal!.Kind);
            Assert.Equal(failing, verdict.Checks.Single(check => check.Outcome is TokenCheckOutcome.Failed).Kind);
        }
    }

    [Fact]
    public void Every_caller_is_among_them() =>
        Assert.Equal(Enum.GetValues<RequestCredential>(), Answers.Select(row => row.Data.Item1).Distinct().Order());
}
