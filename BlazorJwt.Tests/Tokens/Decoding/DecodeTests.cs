using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tests.Tokens.Decoding;

/// <summary>Reading a token without checking it: whatever is pasted, something sensible comes back.</summary>
public sealed class DecodeTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void A_good_token_is_read_whole()
    {
        var token = _world.Token();
        var decoded = _world.Service.Decode(token);

        Assert.True(decoded.IsWellFormed);
        Assert.False(decoded.IsEncrypted);
        Assert.Empty(decoded.Cleaned);
        Assert.Equal(["header", "payload", "signature"], decoded.Parts.Select(part => part.Name));
        Assert.Equal(token.Split('.'), decoded.Parts.Select(part => token.Substring(part.Start, part.Text.Length)));
        Assert.Equal("alice", decoded.Payload!.Value.GetProperty("sub").GetString());
        Assert.Equal(64, decoded.Parts[2].Bytes!.Value.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_is_nothing_to_read(string? text) =>
        Assert.Equal("There is nothing to read yet.", Assert.Single(_world.Service.Decode(text).Problems).Message);

    [Theory]
    [InlineData("Bearer {0}", "the word Bearer")]
    [InlineData("bearer  {0}", "the word Bearer")]
    [InlineData("Authorization: Bearer {0}", "the header's name")]
    [InlineData("-H \"Authorization: Bearer {0}\"", "the header's name")]
    [InlineData("\"{0}\"", "quotes")]
    [InlineData("'{0}',", "quotes")]
    [InlineData("“{0}”", "quotes")]
    [InlineData("\"Bearer {0}\"", "quotes")]
    public void What_people_paste_along_is_taken_off_and_named(string frame, string named)
    {
        var token = _world.Token();
        var decoded = _world.Service.Decode(string.Format(null, frame, token));

        Assert.Equal(token, decoded.Text);
        Assert.True(decoded.IsWellFormed);
        Assert.Contains(named, decoded.Cleaned);
    }

    [Fact]
    public void Line_breaks_and_unseen_characters_inside_a_token_are_taken_out_and_named()
    {
        var token = _world.Token();
        var decoded = _world.Service.Decode($"\uFEFF{token[..20]}\r\n  {token[20..90]}\u200B{token[90..]}");

        Assert.Equal(token, decoded.Text);
        Assert.Equal(["spaces and line breaks"], decoded.Cleaned);
    }

    [Theory]
    [InlineData('*', "'*'")]
    [InlineData('+', "base64url, with - for +")]
    [InlineData('é', "not ASCII")]
    [InlineData('\u0001', "control character")]
    [InlineData('=', "no padding")]
    [InlineData('"', "is a double quotation mark: ")]
    [InlineData('\'', "is a single quotation mark: ")]
    [InlineData('\\', "is a backslash: ")]
    public void A_character_that_no_token_has_is_named_with_its_place(char stray, string said)
    {
        var token = _world.Token();
        var at = token.IndexOf('.', StringComparison.Ordinal) + 11;
        var problem = _world.Service.Decode(token[..at] + stray + token[(at + 1)..]).Problems[0];

        Assert.Equal(("payload", at), (problem.Part, problem.Position));
        Assert.Contains("Character 11 of the payload", problem.Message, StringComparison.Ordinal);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_is_named_and_the_part_read_all_the_same()
    {
        var decoded = _world.Service.Decode(_world.Token() + "==");

        Assert.Contains("no padding", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(64, decoded.Parts[2].Bytes!.Value.Length);
    }

    [Fact]
    public void A_token_cut_off_anywhere_gives_what_is_left_and_says_what_is_missing()
    {
        var token = _world.Token();
        var firstDot = token.IndexOf('.', StringComparison.Ordinal);
        for (var length = 1; length < token.Length; length++)
        {
            var decoded = _world.Service.Decode(token[..length]);

            Assert.Equal(token[..length], decoded.Text);
            if (length > firstDot) Assert.Equal("ES256", decoded.Header!.Value.GetProperty("alg").GetString());
            if (length < token.LastIndexOf('.')) Assert.NotEmpty(decoded.Problems);
        }

        Assert.Contains("this has 2", _world.Service.Decode(token[..(firstDot + 9)]).Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_is_no_JSON_is_named_with_the_place_where_it_goes_wrong()
    {
        const string Broken = "{\"sub\":\"alice\",\n \"exp\":12x}";
        var decoded = _world.Service.Decode(Forge.Sign("{\"alg\":\"ES256\"}", Broken, _world.Key()));
        var problem = Assert.Single(decoded.Problems);

        Assert.Equal("payload", problem.Part);
        Assert.Contains($"byte {Broken.LastIndexOf('x') + 1}", problem.Message, StringComparison.Ordinal);
        Assert.Equal(decoded.Parts[1].Start + (Broken.LastIndexOf('x') * 4 / 3), problem.Position);
        Assert.Null(decoded.Payload);
        Assert.Equal(Broken, Encoding.UTF8.GetString(decoded.Parts[1].Bytes!.Value.Span));
    }

    [Theory]
    [InlineData("[1,2]", "not an object")]
    [InlineData("\"text\"", "not an object")]
    [InlineData("hello", "not JSON")]
    [InlineData("{\"a\":1,\"a\":2}", "appears twice")]
    [InlineData("{\"a\":\"\\ud83d\"}", "half a character")]
    [InlineData("{\"\\ud83d\":1}", "half a character")]
    [InlineData("{\"a\":1}{}", "not JSON")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", "nested deeper")]
    public void A_payload_that_is_no_good_JSON_says_why(string payload, string said)
    {
        var decoded = _world.Service.Decode(Forge.Sign("{\"alg\":\"ES256\"}", payload, _world.Key()));

        Assert.Contains(said, Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
        // Of two members, the page can still show one.
        Assert.Equal(said is "appears twice", decoded.Payload is not null);
    }

    [Fact]
    public void A_payload_that_is_no_UTF8_says_so()
    {
        var decoded = _world.Service.Decode(
            $"{Forge.Encode("{}")}.{System.Buffers.Text.Base64Url.EncodeToString([0x7b, 0xff, 0xfe, 0x7d])}.AAAA");

        Assert.Contains("not UTF-8", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_parts_are_an_encrypted_token_that_shows_its_header_only()
    {
        var decoded = _world.Service.Decode($"{Forge.Encode("{\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\"}")}..AAAA.BBBB.CCCC");

        Assert.True(decoded.IsEncrypted);
        Assert.True(decoded.IsWellFormed);
        Assert.Equal("dir", decoded.Header!.Value.GetProperty("alg").GetString());
        Assert.Null(decoded.Payload);
        Assert.Equal("authentication tag", decoded.Parts[4].Name);
    }

    [Fact]
    public void The_JSON_serialization_is_recognised_and_taken_for_no_token()
    {
        var decoded = _world.Service.Decode("""{"payload":"e30","signatures":[{"protected":"e30","signature":"AAAA"}]}""");

        Assert.Contains("JSON serialization", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
        Assert.Empty(decoded.Parts);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("hello")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("......")]
    [InlineData("Bearer")]
    [InlineData("\"\"")]
    [InlineData("😀.😀.😀")]
    [InlineData("\ud83d.\udc00.")]
    [InlineData("\0\0\0")]
    [InlineData("e30.e30")]
    public void Whatever_is_pasted_is_answered_with_a_sentence(string text)
    {
        var decoded = _world.Service.Decode(text);

        Assert.NotEmpty(decoded.Problems);
        Assert.All(decoded.Problems, problem => Assert.EndsWith(".", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData('A')]
    [InlineData('.')]
    [InlineData('{')]
    [InlineData('漢')]
    public void Two_hundred_thousand_characters_are_answered_at_once(char character)
    {
        var decoded = _world.Service.Decode(new string(character, 200_000));

        Assert.Contains("200,000 characters", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Service.Decode(new string(character, TokenDecoder.MaxCharacters)).Parts,
            part => part.Json is not null);
    }

    [Fact]
    public void Everything_that_is_handed_out_as_JSON_can_be_read_as_text()
    {
        var mutations = new Mutations(_world, 11);
        for (var count = 0; count < 300; count++)
        {
            var decoded = _world.Service.Decode(mutations.Next());
            Assert.All(decoded.Parts.Select(part => part.Json).OfType<JsonElement>(), json => Read(json));
            Assert.All(decoded.Problems, problem => Assert.InRange(problem.Position ?? 0, 0, decoded.Text.Length));
        }
    }

    private static void Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String) json.GetString();
        else if (json.ValueKind is JsonValueKind.Array) Assert.All(json.EnumerateArray(), Read);
        else if (json.ValueKind is JsonValueKind.Object) Assert.All(json.EnumerateObject(), member => Read(json.GetProperty(member.Name)));
    }
}
