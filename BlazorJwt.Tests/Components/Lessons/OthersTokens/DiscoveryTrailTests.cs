using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Components.Lessons.OthersTokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Keys;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.OthersTokens;

/// <summary>That a key of this name is in the set does not say that it checks anything.</summary>
public sealed class DiscoveryTrailTests : BunitContext
{
    private static readonly string Rsa = KeyWriter.PublicJwk(KeyStock.Key("RS256"));

    [Theory]
    [InlineData("RS256", "one", ": that key checks the signature.")]
    [InlineData("PS256", "one", ". That key is not for the alg of this token, or can’t be used: it checks nothing.")]
    [InlineData("EdDSA", "ed", ". alg is EdDSA: cannot verify this algorithm here.")]
    [InlineData("Ed25519", "ed", ". alg is Ed25519: cannot verify this algorithm here.")]
    [InlineData("eddsa", "ed", ". alg is not on the list of accepted algorithms.")]
    [InlineData("none", "one", ". alg is none: the token asks not to be checked.")]
    [InlineData(null, "one", ". The header names no algorithm.")]
    [InlineData("RS256", "ed", ". That key is not for the alg of this token, or can’t be used: it checks nothing.")]
    public void The_last_step_says_whether_that_key_checks_the_token(string? algorithm, string keyId, string end)
    {
        const string Ed = """{"kty":"OKP","kid":"ed","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";
        var rsa = Rsa.Replace(KeyStock.Key("RS256").KeyId, "one", StringComparison.Ordinal);

        var trail = Render<DiscoveryTrail>(parameters => parameters
            .Add(all => all.Keys, Fetched($$"""{"keys":[{{rsa}},{{Ed}}]}"""))
            .Add(all => all.KeyId, keyId)
            .Add(all => all.Algorithm, algorithm));

        Assert.EndsWith($"is one of the 2 in it{end}", trail.FindAll("li")[^1].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_in_the_set_is_said_to_be_none_of_it()
    {
        var trail = Render<DiscoveryTrail>(parameters => parameters
            .Add(all => all.Keys, Fetched($$"""{"keys":[{{Rsa}}]}"""))
            .Add(all => all.KeyId, "another")
            .Add(all => all.Algorithm, "RS256"));

        Assert.EndsWith("another is none of the 1 in it.", trail.FindAll("li")[^1].TextContent.Trim(), StringComparison.Ordinal);
    }

    private static TrustedKeys Fetched(string keySet) => new(new("https://issuer.example"), keySet, DateTimeOffset.UnixEpoch, 1, null);
}
