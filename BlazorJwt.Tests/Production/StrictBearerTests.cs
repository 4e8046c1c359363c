using System.Net;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Production;

/// <summary>The strict block of docs/production.md over HTTP, beside AddJwtBearer as it is by default.</summary>
public sealed class StrictBearerTests
{
    private static readonly TokenKey Key = TokenKey.Create("ES256");
    private static readonly HonestToken Honest = new(Key);

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task An_honest_token_is_accepted_whatever_its_algorithm(string algorithm)
    {
        var key = KeyStock.Key(algorithm);
        await using var api = await StrictApi.StartAsync(key);

        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/default", new HonestToken(key).Text));
        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/strict", new HonestToken(key).Text));
    }

    [Theory]
    [InlineData("\"crit\":[\"nobody-knows-this\"]")]
    [InlineData("\"crit\":[]")]
    [InlineData("\"crit\":null")]
    public Task A_critical_extension_is_rejected(string member) => AssertOnlyTheStrictBlockRejects(Honest.WithHeader("{", $"{{{member},"));

    [Theory]
    [InlineData("\"sub\":\"admin\"")]
    [InlineData("\"s\\u0075b\":\"admin\"")]
    [InlineData("\"act\":{\"sub\":\"bob\",\"sub\":\"admin\"}")]
    public Task A_claim_that_appears_twice_is_rejected(string member) =>
        AssertOnlyTheStrictBlockRejects(Honest.WithPayload("\"jti\"", $"{member},\"jti\""));

    [Fact]
    public Task A_header_member_that_appears_twice_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Honest.WithHeader("{", "{\"alg\":\"none\","));

    [Theory]
    [InlineData("\"kid\":\"some-other-key\",")]
    [InlineData("\"kid\":\"\",")]
    [InlineData("")]
    public Task A_key_id_that_names_no_trusted_key_is_rejected(string member) =>
        AssertOnlyTheStrictBlockRejects(Honest.WithHeader($"\"kid\":\"{Key.KeyId}\",", member));

    [Fact]
    public Task PS256_with_the_key_of_RS256_is_rejected()
    {
        var key = KeyStock.Key("RS256");
        return AssertOnlyTheStrictBlockRejects(new HonestToken(key).WithHeader("RS256", "PS256", "PS256"), key);
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public Task Another_HMAC_with_the_secret_of_HS256_is_rejected(string algorithm)
    {
        var key = TokenKey.FromSecret(RandomNumberGenerator.GetBytes(64));
        return AssertOnlyTheStrictBlockRejects(new HonestToken(key).WithHeader("HS256", algorithm, algorithm), key);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2056)]
    public async Task An_RSA_key_of_a_size_that_is_weak_or_odd_is_rejected(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = TokenKey.FromRsa(rsa, "RS256");
        await AssertOnlyTheStrictBlockRejects(new HonestToken(key).Text, key);
    }

    [Fact]
    public Task A_token_that_expired_four_minutes_ago_is_rejected() => AssertOnlyTheStrictBlockRejects(Times(issued: -600, expires: -240));

    [Fact]
    public Task A_token_that_expired_within_the_skew_is_accepted() => AssertBothAccept(Times(issued: -600, expires: -5));

    [Fact]
    public Task An_expiry_in_milliseconds_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Payload($"\"iat\":{HonestToken.Now},\"exp\":{(HonestToken.Now + 900) * 1000}"));

    [Fact]
    public Task An_expiry_far_in_the_future_is_rejected() => AssertOnlyTheStrictBlockRejects(Times(issued: 0, expires: 3601));

    [Fact]
    public Task A_token_without_the_time_it_was_issued_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Payload($"\"exp\":{HonestToken.Now + 900}"));

    [Fact]
    public Task An_expiry_written_as_a_string_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Payload($"\"iat\":{HonestToken.Now},\"exp\":\"{HonestToken.Now + 900}\""));

    [Fact]
    public Task A_token_that_was_issued_in_the_future_is_rejected() => AssertOnlyTheStrictBlockRejects(Times(issued: 120, expires: 900));

    [Theory]
    [InlineData("\"typ\":\"logout+jwt\"")]
    [InlineData("\"typ\":\"JWT\"")]
    [InlineData("\"cty\":\"\"")]
    public Task A_token_of_another_type_is_rejected(string member) =>
        AssertOnlyTheStrictBlockRejects(Honest.WithHeader("\"typ\":\"at+jwt\"", member));

    [Fact]
    public Task An_audience_with_one_slash_more_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Honest.WithPayload(StrictApi.Audience, StrictApi.Audience + "/"));

    [Fact]
    public Task A_token_of_more_than_eight_kilobytes_is_rejected() =>
        AssertOnlyTheStrictBlockRejects(Honest.WithPayload("\"jti\"", $"\"note\":\"{new string('x', 15_000)}\",\"jti\""));

    [Fact]
    public Task Padding_behind_a_part_is_rejected() => AssertOnlyTheStrictBlockRejects(Honest.Text + "==");

    public static TheoryData<string> Forged => [.. ForgedTokens.Keys];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task What_the_default_rejects_stays_rejected(string what)
    {
        await using var api = await StrictApi.StartAsync(Key);

        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/default", ForgedTokens[what]()));
        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/strict", ForgedTokens[what]()));
    }

    [Fact]
    public async Task RS256_with_its_public_key_as_the_secret_of_HS256_stays_rejected()
    {
        var key = KeyStock.Key("RS256");
        var pem = ((RsaSecurityKey)key.SecurityKey).Rsa.ExportSubjectPublicKeyInfoPem();
        var header = $$"""{"alg":"HS256","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        var token = Forge.Sign(header, Honest.Payload, TokenKey.FromSecret(Encoding.ASCII.GetBytes(pem)));
        await using var api = await StrictApi.StartAsync(key);

        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/default", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/strict", token));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"iss\":1e400,\"exp\":1e400,\"iat\":-1e400}")]
    public async Task A_payload_that_makes_no_sense_is_a_401_and_no_error(string payload)
    {
        await using var api = await StrictApi.StartAsync(Key);

        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/strict", Forge.Sign(Honest.Header, payload, Key)));
        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/strict", Forge.Sign(payload, Honest.Payload, Key)));
    }

    [Fact]
    public async Task A_token_that_lacks_the_scope_is_forbidden()
    {
        await using var api = await StrictApi.StartAsync(Key);

        Assert.Equal(HttpStatusCode.Forbidden, await api.AskAsync("/strict", Honest.WithPayload("orders.read", "orders.reader orders")));
        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/strict", Honest.WithPayload("orders.read", "orders.write orders.read")));
    }

    // Attacks that need no setting to fail. The strict block must not let one of them through again.
    private static readonly Dictionary<string, Func<string>> ForgedTokens = new()
    {
        ["none"] = () => Unsigned("none"),
        ["None"] = () => Unsigned("None"),
        ["a stripped signature"] = () => Honest.Text[..(Honest.Text.LastIndexOf('.') + 1)],
        ["a signature of zeros"] = () => $"{Honest.Text[..Honest.Text.LastIndexOf('.')]}.{Base64UrlEncoder.Encode(new byte[64])}",
        ["the key of an attacker"] = () => Forge.Sign(Honest.Header, Honest.Payload, TokenKey.Create("ES256")),
        ["an edited payload"] = () => Edited(Honest.Text.Split('.')),
        ["no expiry"] = () => Payload($"\"iat\":{HonestToken.Now}"),
        ["expired an hour ago"] = () => Times(issued: -4000, expires: -3600),
        ["not valid yet"] = () => Payload($"\"iat\":{HonestToken.Now},\"nbf\":{HonestToken.Now + 600},\"exp\":{HonestToken.Now + 900}"),
        ["another audience"] = () => Honest.WithPayload("\"orders-api\"", "\"Orders-Api\""),
        ["no audience"] = () => Honest.WithPayload("\"aud\":\"orders-api\",", ""),
        ["another issuer"] = () => Honest.WithPayload(StrictApi.Issuer, StrictApi.Issuer + "/"),
        ["four parts"] = () => Honest.Text + ".AAAA",
        ["no token"] = () => "garbage",
    };

    private static string Unsigned(string algorithm) =>
        $"{Forge.Encode(Honest.Header.Replace("ES256", algorithm, StringComparison.Ordinal))}.{Forge.Encode(Honest.Payload)}.";

    private static string Edited(string[] parts) =>
        $"{parts[0]}.{Forge.Encode(Honest.Payload.Replace("alice", "admin", StringComparison.Ordinal))}.{parts[2]}";

    private static string Times(long issued, long expires) =>
        Payload($"\"iat\":{HonestToken.Now + issued},\"exp\":{HonestToken.Now + expires}");

    // The honest payload with other times.
    private static string Payload(string times) =>
        Forge.Sign(Honest.Header, Honest.Payload[..Honest.Payload.IndexOf("\"iat\"", StringComparison.Ordinal)] + times + "}", Key);

    private static async Task AssertOnlyTheStrictBlockRejects(string token, TokenKey? key = null)
    {
        await using var api = await StrictApi.StartAsync(key ?? Key);
        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/default", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await api.AskAsync("/strict", token));
    }

    private static async Task AssertBothAccept(string token)
    {
        await using var api = await StrictApi.StartAsync(Key);
        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/default", token));
        Assert.Equal(HttpStatusCode.OK, await api.AskAsync("/strict", token));
    }
}
