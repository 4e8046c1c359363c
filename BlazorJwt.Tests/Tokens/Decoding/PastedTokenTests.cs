using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tests.Tokens.Decoding;

/// <summary>What people really paste: links, answers, requests, and tokens that were cut off or damaged on the way.</summary>
public sealed class PastedTokenTests
{
    private readonly TokenWorld _world = new();

    [Theory]
    [InlineData("http://localhost:5080/debugger#token={0}", "the text around token")]
    [InlineData("https://app.example/callback#access_token={0}&token_type=bearer&expires_in=3600", "the text around access_token")]
    [InlineData("https://app.example/?token={0}", "the text around token")]
    [InlineData("token={0}", "the text around token")]
    [InlineData("{{\"access_token\":\"{0}\",\"token_type\":\"Bearer\"}}", "the text around access_token")]
    [InlineData("{{\n  \"token_type\": \"Bearer\",\n  \"id_token\": \"{0}\"\n}}", "the text around id_token")]
    [InlineData("\"access_token\": \"{0}\",", "the text around access_token")]
    [InlineData("\\\"access_token\\\":\\\"{0}\\\"", "the text around access_token")]
    [InlineData("curl https://api.example/orders -H \"Authorization: Bearer {0}\"", "the text around Authorization")]
    [InlineData("GET /orders HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer {0}\r\nAccept: */*\r\n",
        "the text around Authorization")]
    [InlineData("__Host-BlazorJwt={0}; Path=/; Secure; HttpOnly", "the text around Host-BlazorJwt")]
    [InlineData("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={0}", "the text around assertion")]
    [InlineData("{0}&token_type=bearer", "the text after it")]
    [InlineData("{0}; Path=/", "the text after it")]
    [InlineData("DPoP {0}", "the word DPoP")]
    [InlineData("<{0}>", "quotes")]
    [InlineData("„{0}“", "quotes")]
    [InlineData("--header 'Authorization: Bearer {0}'", "the header's name")]
    public void The_token_in_what_stands_around_it_is_found(string frame, string named)
    {
        var token = _world.Token();
        var decoded = _world.Service.Decode(string.Format(null, frame, token));

        Assert.Equal(token, decoded.Text);
        Assert.True(decoded.IsWellFormed);
        Assert.Contains(named, decoded.Cleaned);
    }

    [Fact]
    public void Of_several_tokens_the_access_token_is_read_and_the_others_are_named()
    {
        var (first, second) = (_world.Token(), _world.Token("HS256"));
        var decoded = _world.Service.Decode($$"""{"id_token":"{{first}}","access_token":"{{second}}"}""");

        Assert.Equal(second, decoded.Text);
        Assert.Equal(["the text around access_token with id_token in it"], decoded.Cleaned);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("https://app.example/cb?next=%2Fa%23token%3D{0}")]
    public void URL_encoding_is_taken_off(string frame)
    {
        var token = _world.Token();
        var decoded = _world.Service.Decode(
            string.Format(null, frame, token.Replace(".", "%2E", StringComparison.Ordinal).Replace("-", "%2d", StringComparison.Ordinal)));

        Assert.Equal(token, decoded.Text);
        Assert.Contains("URL encoding", decoded.Cleaned);
    }

    [Fact]
    public void Another_percent_sign_stays_and_is_pointed_at() =>
        Assert.Contains("Character 6 of the header is '%'", _world.Service.Decode(_world.Token().Insert(5, "%zz")).Problems[0].Message,
            StringComparison.Ordinal);

    [Fact]
    public void Whatever_stands_around_a_cut_token_it_is_read_to_its_end()
    {
        var token = _world.Token();
        var cut = token[..(token.LastIndexOf('.') - 20)];

        Assert.Equal(cut, _world.Service.Decode($"{{\"access_token\":\"{cut}").Text);
    }

    [Fact]
    public void A_payload_that_was_cut_off_shows_the_claims_before_the_cut()
    {
        const string Payload =
            """{"sub":"alice","roles":["a","b"],"act":{"x":1,"y":[true,{"z":2}]},"exp":1700000000,"name":"Ünïcode 😀"}""";
        var token = Forge.Sign("{\"alg\":\"ES256\"}", Payload, _world.Key());
        var (from, to) = (token.IndexOf('.', StringComparison.Ordinal) + 1, token.LastIndexOf('.'));
        var seen = new List<int>();
        for (var length = from; length < to; length++)
        {
            var decoded = _world.Service.Decode(token[..length]);
            Assert.Null(decoded.Payload);
            if (decoded.ReadablePayload is not { } readable) continue;

            // Whatever is shown stands in the token, to the letter.
            Assert.All(readable.EnumerateObject().SkipLast(1),
                member => Assert.Contains($"\"{member.Name}\":{member.Value.GetRawText()}", Payload, StringComparison.Ordinal));
            if (readable.TryGetProperty("exp", out var expires)) Assert.Equal(1_700_000_000, expires.GetInt64());
            if (readable.TryGetProperty("sub", out var subject)) Assert.Equal("alice", subject.GetString());
            seen.Add(readable.EnumerateObject().Count());
        }

        Assert.Equal([1, 2, 3, 4, 5], seen.Distinct());
        Assert.Equal(seen.Order(), seen);
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":tru3,\"c\":3}", "a")]
    [InlineData("{\"a\":1,\"b\":[1,2,{\"c\":3,", "a b")]
    [InlineData("{\"a\":1,\"b\":\"\\ud83d\",\"c\":1}", "a")]
    [InlineData("{\"a\":1}{\"b\":2}", "a")]
    [InlineData("{\"a\":1,\"b\":12", "a")]
    [InlineData("{\"a\":1,\"b\"", "a")]
    [InlineData("{\"a\":1,", "a")]
    [InlineData("{\"a", "")]
    [InlineData("[1,2", "")]
    [InlineData("7", "")]
    [InlineData("\"text", "")]
    public void JSON_that_goes_wrong_shows_the_members_before_that(string payload, string names)
    {
        var decoded = _world.Service.Decode(Forge.Sign("{\"alg\":\"ES256\"}", payload, _world.Key()));

        Assert.Null(decoded.Payload);
        Assert.Equal(names, string.Join(' ', decoded.ReadablePayload?.EnumerateObject().Select(member => member.Name) ?? []));
        Assert.Equal("payload", Assert.Single(decoded.Problems).Part);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_end_what_can_be_read()
    {
        var payload = System.Buffers.Text.Base64Url.EncodeToString([.. "{\"a\":1,\"b\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        var decoded = _world.Service.Decode($"{Forge.Encode("{\"alg\":\"ES256\"}")}.{payload}.AAAA");

        Assert.Equal(1, Assert.Single(decoded.ReadablePayload!.Value.EnumerateObject()).Value.GetInt32());
        Assert.Contains("at byte 13", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stray_character_ends_what_can_be_read_and_nothing_more()
    {
        var token = Forge.Sign("{\"alg\":\"ES256\"}", """{"sub":"alice","exp":1,"name":"Alice Anders"}""", _world.Key());
        var at = token.IndexOf('.', StringComparison.Ordinal) + 36;
        var decoded = _world.Service.Decode(token[..at] + "*" + token[at..]);

        Assert.Equal(["sub", "exp"], decoded.ReadablePayload!.Value.EnumerateObject().Select(member => member.Name));
        Assert.Equal(at, Assert.Single(decoded.Problems).Position);
    }

    [Fact]
    public void Members_that_stand_twice_are_all_shown_and_the_first_is_named_with_its_place()
    {
        const string Payload = """{"sub":"alice","x":1,"sub":"admin","x":2}""";
        var decoded = _world.Service.Decode(Forge.Sign("{\"alg\":\"ES256\"}", Payload, _world.Key()));
        var problem = Assert.Single(decoded.Problems);

        Assert.Equal(["sub", "x", "sub", "x"], decoded.Payload!.Value.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["sub", "x"], decoded.Parts[1].Twice);
        Assert.StartsWith("sub appears twice", problem.Message, StringComparison.Ordinal);
        Assert.Equal(decoded.Parts[1].Start + (Payload.LastIndexOf("\"sub", StringComparison.Ordinal) * 4 / 3), problem.Position);
    }

    [Fact]
    public void What_is_wrong_is_told_in_the_order_of_the_text()
    {
        var token = _world.Token();
        var cut = token[..token.LastIndexOf('.')];

        Assert.Equal(["header", null], _world.Service.Decode(cut.Insert(3, "*")).Problems.Select(problem => problem.Part));
        var four = Assert.Single(_world.Service.Decode(token + ".AAAA").Problems);
        Assert.Equal(token.Length, four.Position);
        Assert.Contains("It ends in the payload", _world.Service.Decode(cut).Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ML-DSA-65")]
    public void A_token_with_an_algorithm_that_is_not_verified_here_is_shown_in_full(string algorithm)
    {
        var decoded = _world.Service.Decode(
            $"{Forge.Encode($$"""{"alg":"{{algorithm}}","kid":"k"}""")}.{Forge.Encode("{\"sub\":\"alice\"}")}.{System.Buffers.Text.Base64Url.EncodeToString(new byte[3309])}");

        Assert.True(decoded.IsWellFormed);
        Assert.Equal(algorithm, decoded.Header!.Value.GetProperty("alg").GetString());
        Assert.Equal(JsonValueKind.String, decoded.Payload!.Value.GetProperty("sub").ValueKind);
        Assert.Equal(3309, decoded.Parts[2].Bytes!.Value.Length);
    }

    [Fact]
    public void An_encrypted_token_shows_its_header_and_the_size_of_every_part()
    {
        var decoded = _world.Service.Decode(
            $"Bearer {Forge.Encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256CBC-HS512\"}")}.AAAA.AAAAAAAA.AAAAAAAAAAAA.AAAA");

        Assert.True(decoded.IsEncrypted);
        Assert.True(decoded.IsWellFormed);
        Assert.Equal([3, 6, 9, 3], decoded.Parts.Skip(1).Select(part => part.Bytes!.Value.Length));
        Assert.Null(decoded.ReadablePayload);
    }

    [Fact]
    public void An_encrypted_token_that_was_cut_off_is_known_by_its_header()
    {
        var decoded = _world.Service.Decode($"{Forge.Encode("{\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\"}")}..AAAA");

        Assert.True(decoded.IsEncrypted);
        Assert.Null(decoded.Payload);
        Assert.Contains("The header has enc", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_parts_without_enc_are_told_what_is_missing() =>
        Assert.Contains("no enc",
            Assert.Single(_world.Service.Decode($"{Forge.Encode("{\"alg\":\"dir\"}")}..AAAA.AAAA.AAAA").Problems).Message,
            StringComparison.Ordinal);
}
