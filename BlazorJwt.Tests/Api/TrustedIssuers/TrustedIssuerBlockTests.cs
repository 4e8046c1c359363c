using BlazorJwt.Api.TrustedIssuers;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

public sealed class TrustedIssuerBlockTests
{
    [Theory]
    [InlineData(
        """{ "TrustedIssuers": [ { "Authority": "https://issuer.example", "Audience": "orders", "Algorithms": [ "RS256" ], "Values": { "token_use": "access" } } ] }""")]
    [InlineData(
        """  "TrustedIssuers": [ { "Authority": "https://issuer.example", "Audience": "orders", "Algorithms": [ "RS256" ], "Values": { "token_use": "access" } } ]""")]
    public void A_block_is_read_as_the_settings_file_is(string text)
    {
        var entry = TrustedIssuerBlock.Read(text, out var problem)!;

        Assert.Null(problem);
        Assert.Equal(("https://issuer.example", "orders", "RS256", "access"),
            (entry.Authority, entry.Audience, Assert.Single(entry.Algorithms), entry.Values["token_use"]));
    }

    [Fact]
    public void Names_of_claims_keep_their_colons()
    {
        var entry = TrustedIssuerBlock.Read("""
            { "TrustedIssuers": [ { "Authority": "https://issuer.example", "Values": { "token_use": "access", "https://app.example/tenant": "acme", "cognito:username": "svc", "urn:a:b:": "" } } ] }
            """, out var problem)!;

        Assert.Null(problem);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["token_use"] = "access",
                ["https://app.example/tenant"] = "acme",
                ["cognito:username"] = "svc",
                ["urn:a:b:"] = "",
            },
            entry.Values);
    }

    [Theory]
    [InlineData("", "There is no block of settings yet.")]
    [InlineData("{ nothing", "The block is not JSON.")]
    [InlineData("""{ "TrustedIssuers": [] }""", "The block must hold TrustedIssuers with one entry in it.")]
    [InlineData("""{ "Others": [ { "Authority": "https://issuer.example" } ] }""",
        "The block must hold TrustedIssuers with one entry in it.")]
    [InlineData("""{ "TrustedIssuers": [ { "Authority": "https://a.example" }, { "Authority": "https://b.example" } ] }""",
        "The block must hold TrustedIssuers with one entry in it.")]
    [InlineData("""{ "TrustedIssuers": [ { "Autority": "https://a.example" } ] }""",
        "TrustedIssuers:0:Autority is not known, and nothing reads it.")]
    [InlineData("""{ "TrustedIssuers": [ { "Authority": "https://a.example", "Value": { "token_use": "access" } } ] }""",
        "TrustedIssuers:0:Value is not known, and nothing reads it.")]
    [InlineData("""{ "TrustedIssuers": [ { "Authority": "https://a.example", "LongestLifetime": "soon" } ] }""",
        "TrustedIssuers:0:LongestLifetime can't be read: it must be a time")]
    public void A_block_that_is_none_gets_a_sentence(string text, string sentence)
    {
        Assert.Null(TrustedIssuerBlock.Read(text, out var problem));
        Assert.StartsWith(sentence, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_is_too_long_is_not_read()
    {
        Assert.Null(TrustedIssuerBlock.Read(new string('x', TrustedIssuerBlock.MaxCharacters + 1), out var problem));
        Assert.Equal("The block has 4,001 characters, and at most 4,000 are read.", problem);
    }
}
