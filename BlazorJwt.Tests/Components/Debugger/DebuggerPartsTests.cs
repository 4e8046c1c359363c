using System.Text.Json;
using BlazorJwt.Components.Debugger;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Components.Debugger;

/// <summary>The plain parts of the debugger: texts, times, pieces, the policy as typed.</summary>
public sealed class DebuggerPartsTests
{
    [Fact]
    public void A_field_is_made_anew_only_when_the_page_puts_something_else_there()
    {
        var field = new TypedText();

        field.Type("typed");
        field.Put("typed");
        Assert.Equal((0, ""), (field.Version, field.Shown));
        field.Put("put");
        Assert.Equal((1, "put"), (field.Version, field.Shown));
    }

    [Theory]
    [InlineData("", "This field is empty")]
    [InlineData("[1]", "an array")]
    [InlineData("{\"a\":1,}", "Line 1, column 8:")]
    [InlineData("{\n  \"a\": tru\n}", "Line 2, column 11:")]
    [InlineData("{", "Line 1, column 2:")]
    [InlineData("{\"a\":\"\\ud800\"}", "half a character")]
    public void Json_that_is_no_object_says_why_and_where(string typed, string expected) =>
        Assert.Contains(expected, JsonText.Read(typed).Problem, StringComparison.Ordinal);

    [Fact]
    public void Json_keeps_members_that_stand_twice_and_numbers_to_the_digit()
    {
        var read = JsonText.Read("{ \"sub\" : \"Zoë\",\n \"sub\":\"b\", \"n\": 1.000000000000000000001e5 }");

        Assert.Equal("""{"sub":"Zoë","sub":"b","n":1.000000000000000000001e5}""", read.Compact);
        Assert.Equal(read.Compact, JsonText.Read(JsonText.Spread(read.Value!.Value)).Compact);
    }

    [Fact]
    public void Json_that_would_grow_past_the_field_stays_in_one_line()
    {
        var wide = $"{{\"a\":[{string.Join(',', Enumerable.Repeat("1", 9000))}]}}";

        Assert.Equal(wide, JsonText.Spread(JsonText.Read(wide).Value!.Value));
    }

    [Theory]
    [InlineData("1772355600", 1772355600L, null)]
    [InlineData("1772355600.9", 1772355600L, null)]
    [InlineData("1772355600000", null, "milliseconds this is 2026-03-01 09:00:00")]
    [InlineData("\"1772355600\"", null, "Not a number")]
    [InlineData("-1", null, "Outside")]
    [InlineData("1e400", null, "")]
    public void A_time_is_read_beside_its_number_or_says_why_it_is_none(string value, long? seconds, string? note)
    {
        var time = Assert.Single(ClaimTimes.In(JsonDocument.Parse($"{{\"exp\":{value}}}").RootElement));

        Assert.Equal(seconds, time.At?.ToUnixTimeSeconds());
        if (note is null) Assert.Null(time.Note);
        else Assert.Contains(note, time.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ey!hbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.AAAA", "!")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9", "▯")]
    public void The_first_thing_wrong_is_marked_where_it_is(string token, string marked)
    {
        var decoded = new TokenWorld().Service.Decode(token);
        var pieces = TokenPieces.Of(decoded);

        Assert.Equal(marked, Assert.Single(pieces, piece => piece.IsWrong).Text);
        Assert.Equal(token, string.Concat(pieces.Where(piece => piece.Text != "▯").Select(piece => piece.Text)));
        Assert.DoesNotContain(pieces, piece => $"{piece}".Contains("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_asks_for_what_is_filled_in_and_for_nothing_else()
    {
        var draft = new PolicyDraft { Issuer = " https://a ", Types = "JWT, at+jwt", Skew = "0", Life = "1.5", Clock = "2026-03-01T09:00" };
        draft.Algorithms.Remove(SigningAlgorithms.HS256);

        var policy = draft.Build(new FixedKeySet(), out var problem)!;

        Assert.Null(problem);
        Assert.Equal(("https://a", null, TimeSpan.Zero, TimeSpan.FromMinutes(90)),
            (policy.Issuer, policy.Audience, policy.ClockSkew, policy.MaxLifetime));
        Assert.Equal(["JWT", "at+jwt"], policy.Types);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), policy.At);
        Assert.DoesNotContain(SigningAlgorithms.HS256, policy.Algorithms);
        Assert.False(policy.KeyMustBeNamed);
    }

    [Theory]
    [InlineData("x", "", "", "skew")]
    [InlineData("-1", "", "", "skew")]
    [InlineData("1e9", "", "", "skew")]
    [InlineData("", "NaN", "", "life")]
    [InlineData("", "", "soon", "clock")]
    public void A_policy_field_that_can_not_be_read_gets_a_sentence(string skew, string life, string clock, string expected)
    {
        Assert.Null(new PolicyDraft { Skew = skew, Life = life, Clock = clock }.Build(new FixedKeySet(), out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }
}
