using System.Net;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.CallApi;

[Trait("needs", "server")]
public sealed class ForgedTokensTests(AppFixture app)
{
    private TokenService Tokens => app.Services.GetRequiredService<TokenService>();

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task Who_makes_himself_manager_is_refused_at_the_signature(string algorithm)
    {
        var visitor = new Visitor(app);
        var forged = ForgedTokens.AsManager(visitor.Token(algorithm: algorithm));

        Assert.Equal("manager", Tokens.Decode(forged).Payload!.Value.GetProperty("role").GetString());
        const string sentence = "The signature does not fit: header or payload were changed, or another key signed.";
        await AssertRefused(visitor, forged, TokenCheckKind.Signature, sentence);
        await AssertTaken(visitor, visitor.Token(role: "manager", algorithm: algorithm));
    }

    [Fact]
    public async Task A_token_without_its_signature_is_refused_for_its_form()
    {
        var visitor = new Visitor(app);
        var forged = ForgedTokens.WithoutSignature(visitor.Token(role: "manager"));

        await AssertRefused(visitor, forged, TokenCheckKind.Form, "The signature is empty.");
    }

    [Fact]
    public async Task A_token_that_asks_not_to_be_checked_is_refused_at_the_algorithm()
    {
        var visitor = new Visitor(app);
        var forged = ForgedTokens.WithAlgorithmNone(visitor.Token(role: "manager"));

        await AssertRefused(visitor, forged, TokenCheckKind.Algorithm, "alg is none: the token asks not to be checked.");
    }

    [Fact]
    public async Task A_token_whose_time_is_over_is_refused_at_the_expiry_though_it_is_really_signed()
    {
        var visitor = new Visitor(app);
        var own = (await Tokens.ValidateAsync(visitor.Token(role: "manager"))).Token!;
        var expired = ForgedTokens.Expired(Tokens, own, DateTimeOffset.UtcNow);

        await AssertRefused(visitor, expired.Text, TokenCheckKind.Expiry, "exp has passed, and the clock skew on top of it.");
        await AssertTaken(visitor, own.EncodedToken);
    }

    [Fact]
    public async Task The_expired_token_says_of_its_holder_what_the_good_one_says()
    {
        var own = (await Tokens.ValidateAsync(new Visitor(app).Token(role: "manager", algorithm: "HS256"))).Token!;

        var expired = Tokens.Decode(ForgedTokens.Expired(Tokens, own, DateTimeOffset.UtcNow).Text);

        Assert.Equal("HS256", expired.Header!.Value.GetProperty("alg").GetString());
        foreach (var claim in new[] { "iss", "sub", "aud", "client_id", "role", "scope", "sid" })
        {
            Assert.Equal(own.GetPayloadValue<string>(claim), expired.Payload!.Value.GetProperty(claim).GetString());
        }

        Assert.NotEqual(own.Id, expired.Payload!.Value.GetProperty("jti").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("W10.W10.c")]
    [InlineData("!.!.!")]
    public void What_is_no_token_can_not_be_forged(string text)
    {
        Assert.Throws<FormatException>(() => ForgedTokens.AsManager(text));
        Assert.Throws<FormatException>(() => ForgedTokens.WithAlgorithmNone(text));
    }

    private async Task AssertRefused(Visitor visitor, string forged, TokenCheckKind kind, string sentence)
    {
        Assert.Equal(kind, (await Tokens.ValidateAsync(forged)).Refusal?.Kind);

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", forged);

        Assert.Equal(sentence, await response.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal($"Bearer realm=\"orders API\", error=\"invalid_token\", error_description=\"{sentence}\"", response.Challenge());
    }

    private static async Task AssertTaken(Visitor visitor, string token)
    {
        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
