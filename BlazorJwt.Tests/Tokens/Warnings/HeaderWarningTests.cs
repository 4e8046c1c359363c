using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Warnings;
using static BlazorJwt.Tests.Tokens.Warnings.WarningWorld;

namespace BlazorJwt.Tests.Tokens.Warnings;

/// <summary>What is said of header, form and key, each with its reason.</summary>
public sealed class HeaderWarningTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData(" none ")]
    public void None_is_named_in_any_case(string algorithm) =>
        Assert.Equal("alg", Only(Warn(header: $$"""{"alg":"{{algorithm}}","typ":"JWT"}"""), TokenWarningKind.AlgorithmNone).Member);

    [Theory]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"typ":"JWT","alg":7}""")]
    [InlineData("""{"typ":"JWT","alg":null}""")]
    public void A_header_without_an_algorithm_is_named(string header) => Only(Warn(header: header), TokenWarningKind.MissingAlgorithm);

    [Theory]
    [InlineData("EdDSA", "deprecated for Ed25519 and Ed448", "RFC 8037 section 3.1, RFC 9864 section 2.2")]
    [InlineData("Ed25519", "Edwards-curve", "RFC 9864 section 2.2")]
    [InlineData("ML-DSA-44", "quantum", "RFC 9964 section 8.1")]
    [InlineData("ML-DSA-65", "quantum", "RFC 9964 section 8.1")]
    [InlineData("ML-DSA-87", "quantum", "RFC 9964 section 8.1")]
    [InlineData("ES256K", "none of the twelve", "RFC 7518 section 3.1")]
    [InlineData("hs256", "has a case", "RFC 7515 section 4.1.1")]
    public void An_algorithm_that_nothing_here_verifies_is_told_so(string algorithm, string said, string source)
    {
        var warning = Only(Warn(header: $$"""{"alg":"{{algorithm}}","typ":"JWT"}"""), TokenWarningKind.CannotVerify);

        Assert.Contains("cannot verify this algorithm here", warning.Sentence, StringComparison.Ordinal);
        Assert.Contains(said, warning.Sentence, StringComparison.Ordinal);
        Assert.Equal(source, warning.Source);
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES512")]
    public void The_twelve_algorithms_are_not_warned_of(string algorithm) =>
        Assert.Empty(Warn(header: $$"""{"alg":"{{algorithm}}","typ":"JWT"}"""));

    [Theory]
    [InlineData("\"jwk\":{\"kty\":\"EC\"}", "jwk")]
    [InlineData("\"jku\":\"https://attacker.example/keys\"", "jku")]
    [InlineData("\"x5u\":\"https://attacker.example/cert\"", "x5u")]
    [InlineData("\"x5c\":[\"MIIB\"]", "x5c")]
    public void A_key_that_the_token_brings_is_named_and_its_address_not_repeated(string member, string name)
    {
        var warning = Only(Warn(header: $$"""{"alg":"ES256","typ":"JWT",{{member}}}"""), TokenWarningKind.KeyFromToken);

        Assert.Equal(name, warning.Member);
        Assert.Contains("never trusted", warning.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("attacker", warning.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_DPoP_proof_brings_its_key_on_purpose_and_is_told_what_it_shows() =>
        Assert.Equal("RFC 9449 section 4.2",
            Only(Warn(header: """{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"EC"}}"""), TokenWarningKind.KeyFromToken).Source);

    [Theory]
    [InlineData("[\"exp\",\"x\"]", "exp, x")]
    [InlineData("[\"b64\"]", "b64")]
    [InlineData("[]", "not empty")]
    [InlineData("\"exp\"", "a list")]
    [InlineData("[7]", "a list")]
    [InlineData("null", "a list")]
    public void A_crit_is_named_with_what_it_asks_for(string value, string said) =>
        Assert.Contains(said, Only(Warn(header: $$"""{"alg":"ES256","typ":"JWT","crit":{{value}}}"""),
            TokenWarningKind.UnknownCritical).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_missing_type_is_named() =>
        Assert.Equal("typ", Only(Warn(header: """{"alg":"ES256"}"""), TokenWarningKind.MissingType).Member);

    [Fact]
    public void Members_that_stand_twice_are_named_in_header_and_payload()
    {
        var warnings = Warn("""{"alg":"none","typ":"JWT","alg":"ES256"}""",
            Claims("\"act\":{\"sub\":\"a\",\"s\\u0075b\":\"b\"},\"l\":[{\"x\":1},{\"x\":2,\"x\":3}],\"sub\":\"8\""));

        Assert.Equal(["alg", "act.sub", "l.x", "sub"],
            warnings.Where(warning => warning.Kind is TokenWarningKind.DuplicateMember).Select(warning => warning.Member));
    }

    [Theory]
    [InlineData("aud")]
    [InlineData("iss")]
    [InlineData("exp")]
    public void A_claim_that_is_missing_is_named(string claim)
    {
        var payload = Payload.Replace($"\"{claim}\"", "\"x\"", StringComparison.Ordinal);

        Assert.Equal(claim, Assert.Single(Warn(payload: payload)).Member);
    }

    [Fact]
    public void Of_a_payload_that_breaks_off_nothing_is_called_missing()
    {
        var token = $"{Forge.Encode(Header)}.{Forge.Encode($$"""{"exp":{{Now - 60}},"sub":"7","a""")}";

        Only(Of(token), TokenWarningKind.Expired);
    }

    [Fact]
    public void A_weak_key_is_named_with_the_reason() =>
        Assert.Contains("1024 bits", Only(Warn(key: TokenKey.FromRsa(RSA.Create(1024), "RS256")), TokenWarningKind.WeakKey).Sentence,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("a-string-secret-at-least-256-bits-long", "public examples")]
    [InlineData("my-super-secret-password-for-this-app", "words or a pattern")]
    [InlineData("0123456789012345678901234567890123456789", "words or a pattern")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "words or a pattern")]
    public void A_long_secret_that_can_be_guessed_is_named_and_not_quoted(string secret, string said)
    {
        var warning = Only(Warn(key: TokenKey.FromSecret(Encoding.UTF8.GetBytes(secret))), TokenWarningKind.WeakKey);

        Assert.Contains(said, warning.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, warning.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q3ZtW9vXc1LrY7uKpE5sHbN2aGfD8jR4oT6iM0wQxAk")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void A_random_secret_typed_as_text_is_not_warned_of(string secret) =>
        Assert.Empty(Warn(key: TokenKey.FromSecret(Encoding.UTF8.GetBytes(secret))));

    [Fact]
    public void A_fresh_key_is_never_warned_of() =>
        Assert.All(Enumerable.Range(0, 300), _ => Assert.Empty(Warn(key: TokenKey.Create("HS256"))));

    [Theory]
    [InlineData("\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\",\"zip\":\"DEF\"", TokenWarningKind.Compression)]
    [InlineData("\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":2000000000", TokenWarningKind.PasswordIterations)]
    [InlineData("\"alg\":\"dir\",\"jwk\":{}", TokenWarningKind.KeyFromToken)]
    public void An_encrypted_token_is_looked_at_too(string members, TokenWarningKind kind) =>
        Only(Of($$"""{{Forge.Encode($$"""{"typ":"JWT",{{members}}}""")}}..AAAA.AAAA.AAAA"""), kind);

    [Fact]
    public void An_iteration_count_as_advised_is_not_warned_of() =>
        Assert.Empty(Of($"{Forge.Encode("""{"typ":"JWT","alg":"PBES2-HS512+A256KW","p2c":600000}""")}.AAAA.AAAA.AAAA.AAAA"));

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAA=")]
    [InlineData("AA+A")]
    public void A_part_with_a_second_spelling_is_named(string signature) =>
        Assert.Contains("signature", Only(Of($"{Forge.Encode(Header)}.{Forge.Encode(Payload)}.{signature}"),
            TokenWarningKind.NotCanonical).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Of_a_signature_that_was_cut_short_the_last_character_says_nothing() =>
        Assert.Empty(Of($"{Forge.Encode(Header)}.{Forge.Encode(Payload)}.{new string('A', 65)}B"));
}
