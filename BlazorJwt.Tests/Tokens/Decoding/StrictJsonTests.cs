using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tests.Tokens.Decoding;

/// <summary>JSON that two readers could read differently is refused, with a sentence, and never with an exception.</summary>
public sealed class StrictJsonTests
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":", 32)) + "1" + new string('}', 32);

    [Theory]
    [InlineData("{}", null)]
    [InlineData(" {\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":\"\\ud83d\\ude00\"} ", null)]
    [InlineData("{\"a\":1,\"A\":2}", null)]
    [InlineData("{\"a\":1,\"a\":2}", "A member appears twice in the part.")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "A member appears twice in the part.")]
    [InlineData("{\"x\":[{\"y\":{\"a\":1,\"a\":1}}]}", "A member appears twice in the part.")]
    [InlineData("{\"\":1,\"\":1}", "A member appears twice in the part.")]
    [InlineData("{\"\\ud800\":1}", "A text in the part holds half a character.")]
    [InlineData("{\"a\":\"\\udc00\"}", "A text in the part holds half a character.")]
    [InlineData("{\"a\":[[{\"b\":\"\\ud83dx\"}]]}", "A text in the part holds half a character.")]
    [InlineData("{\"a\":1,\"a\":\"\\ud800\"}", "A text in the part holds half a character.")]
    [InlineData("{\"a\":1,\"a\":2,\"\\ud800\":1}", "A text in the part holds half a character.")]
    [InlineData("[{}]", "The part is JSON, but not an object.")]
    [InlineData("[{\"a\":1,\"a\":2}]", "The part is JSON, but not an object.")]
    [InlineData("null", "The part is JSON, but not an object.")]
    [InlineData("\"a\"", "The part is JSON, but not an object.")]
    [InlineData("", "The part is not JSON.")]
    [InlineData("{\"a\":1", "The part is not JSON.")]
    [InlineData("{\"a\":1,}", "The part is not JSON.")]
    [InlineData("{\"a\":1}//", "The part is not JSON.")]
    [InlineData("{\"a\":1}{}", "The part is not JSON.")]
    [InlineData("{\"a\":1,\"a\":2", "The part is not JSON.")]
    [InlineData("{'a':1}", "The part is not JSON.")]
    public void What_is_wrong_is_said_in_a_sentence(string json, string? said)
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(json), "part", out var problem);

        Assert.Equal(said, problem);
        Assert.Equal(said is null, document is not null);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xff, .. "\"}"u8];

        Assert.Null(StrictJson.Parse(json, "part", out var problem));
        Assert.Equal("The part is not UTF-8.", problem);
    }

    [Fact]
    public void Objects_may_be_nested_to_the_bound_and_no_deeper()
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(Deep), "part", out var problem);
        Assert.Null(problem);

        Assert.Null(StrictJson.Parse(Encoding.UTF8.GetBytes($"{{\"a\":{Deep}}}"), "part", out problem));
        Assert.Equal("The part is nested deeper than 32 levels.", problem);
    }

    [Fact]
    public void A_member_is_read_as_null_wherever_there_is_none()
    {
        using var document = JsonDocument.Parse("{\"text\":\"a\",\"number\":1}");
        JsonElement? missing = null;

        Assert.Equal("a", document.RootElement.Text("text"));
        Assert.Null(document.RootElement.Text("number"));
        Assert.Null(document.RootElement.Text("other"));
        Assert.Equal(1, document.RootElement.Member("number")?.GetInt32());
        Assert.Null(document.RootElement.GetProperty("number").Member("text"));
        Assert.Null(missing.Member("text"));
        Assert.Null(missing.Text("text"));
    }
}
