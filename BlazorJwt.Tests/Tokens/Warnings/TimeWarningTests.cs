using BlazorJwt.Tokens.Warnings;
using static BlazorJwt.Tests.Tokens.Warnings.WarningWorld;

namespace BlazorJwt.Tests.Tokens.Warnings;

/// <summary>What is said of the times in a token, each with its reason.</summary>
public sealed class TimeWarningTests
{
    [Fact]
    public void A_sound_token_is_warned_of_in_nothing() => Assert.Empty(Warn());

    [Theory]
    [InlineData(0, "0 s ago")]
    [InlineData(59, "59 s ago")]
    [InlineData(840, "14 min ago")]
    [InlineData(7_260, "2 h 1 min ago")]
    [InlineData(90_000, "1 day 1 h ago")]
    [InlineData(800 * 86_400, "2 years ago")]
    public void An_expired_token_says_since_when(long ago, string said)
    {
        var warning = Only(Warn(payload: $$"""{"iss":"i","aud":"a","exp":{{Now - ago}},"iat":{{Now - ago - 60}}}"""),
            TokenWarningKind.Expired);

        Assert.Equal("exp", warning.Member);
        Assert.Contains(said, warning.Sentence, StringComparison.Ordinal);
        Assert.Contains("UTC", warning.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_good_until_the_second_before_its_expiry() =>
        Assert.Empty(Warn(payload: $$"""{"iss":"i","aud":"a","iat":{{Now - 1}},"exp":{{Now}}.5}"""));

    [Fact]
    public void A_token_that_is_not_valid_yet_says_when_it_will_be()
    {
        var warnings = Warn(payload: $$"""{"iss":"i","aud":"a","iat":{{Now}},"nbf":{{Now + 120}},"exp":{{Now + 600}}}""");

        Assert.Contains("in 2 min", Only(warnings, TokenWarningKind.NotYetValid).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_issued_in_the_future_is_named() =>
        Assert.Equal("iat", Only(Warn(payload: $$"""{"iss":"i","aud":"a","iat":{{Now + 5}},"exp":{{Now + 600}}}"""),
            TokenWarningKind.IssuedInFuture).Member);

    [Fact]
    public void A_token_that_begins_when_it_is_over_is_named()
    {
        var warnings = Warn(payload: $$"""{"iss":"i","aud":"a","nbf":{{Now - 5}},"exp":{{Now - 5}}}""");

        Assert.Equal([TokenWarningKind.Expired, TokenWarningKind.NotBeforeAfterExpiry], warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void A_token_that_expires_before_it_was_issued_is_named()
    {
        var warnings = Warn(payload: $$"""{"iss":"i","aud":"a","iat":{{Now - 10}},"exp":{{Now - 20}}}""");

        Assert.Equal([TokenWarningKind.Expired, TokenWarningKind.ExpiryBeforeIssued], warnings.Select(warning => warning.Kind));
    }

    [Theory]
    [InlineData("\"iat\":1800000000,\"exp\":1800003600", null)]
    [InlineData("\"iat\":1800000000,\"exp\":1800003601", "1 h from iat")]
    [InlineData("\"exp\":1800090000", "1 day 1 h from now")]
    [InlineData("\"nbf\":1799999000,\"exp\":1800090000", "from nbf")]
    [InlineData("\"iat\":1800000000,\"exp\":4102444800", "72 years from iat")]
    public void A_life_of_more_than_an_hour_is_named(string times, string? said)
    {
        var warnings = Warn(payload: $$"""{"iss":"i","aud":"a",{{times}}}""");

        if (said is null) Assert.Empty(warnings);
        else Assert.Contains(said, Only(warnings, TokenWarningKind.LongLife).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exp", "1800000600000", "milliseconds", "2027-01-15 08:10:00 UTC", "59,009")]
    [InlineData("nbf", "1799999940000", "milliseconds", "2027-01-15", "59,009")]
    [InlineData("iat", "1799999940000", "milliseconds", "2027-01-15", "59,009")]
    [InlineData("auth_time", "\"1799999940000\"", "milliseconds", "2027-01-15", "59,009")]
    [InlineData("exp", "1800000600000000", "microseconds", "2027-01-15", "57,041,")]
    [InlineData("exp", "1800000600000000000", "nanoseconds", "2027-01-15", "57,039,")]
    public void Milliseconds_for_seconds_are_told_with_both_dates(string claim, string value, string unit, string date, string year)
    {
        var warning =
            Warn(
                payload: $$"""{"iss":"i","aud":"a","{{claim}}":{{value}},"{{(claim == "exp" ? "sub" : "exp")}}":{{(claim == "exp" ? "\"7\"" : Now + 600)}}}""").First(warning => warning.Kind is TokenWarningKind.NotSeconds);

        Assert.Equal(claim, warning.Member);
        Assert.All([unit, date, year], said => Assert.Contains(said, warning.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"exp\":1e400")]
    [InlineData("\"exp\":-1")]
    [InlineData("\"exp\":99999999999999999999")]
    [InlineData("\"exp\":null")]
    [InlineData("\"exp\":{}")]
    [InlineData("\"exp\":[1,2]")]
    [InlineData("\"exp\":true")]
    public void A_time_that_is_none_is_passed_over(string time) =>
        Assert.DoesNotContain(Warn(payload: $$"""{"iss":"i","aud":"a",{{time}}}"""),
            warning => warning.Kind is TokenWarningKind.Expired or TokenWarningKind.NotSeconds or TokenWarningKind.LongLife);

    [Theory]
    [InlineData("exp", "1800000600", true)]
    [InlineData("nbf", "soon", true)]
    [InlineData("auth_time", "1799999940", true)]
    [InlineData("level", "42", true)]
    [InlineData("price", "9.50", true)]
    [InlineData("sub", "42", false)]
    [InlineData("user_id", "42", false)]
    [InlineData("phone_number", "42", false)]
    [InlineData("code", "0042", false)]
    [InlineData("level", "0042", false)]
    [InlineData("level", "high", false)]
    [InlineData("level", "", false)]
    public void A_number_as_a_string_is_named_and_an_identifier_is_not(string claim, string value, bool named)
    {
        var warnings = Warn(payload: $$"""{"iss":"i","aud":"a","iat":{{Now}},"exp":{{Now + 600}},"{{claim}}":"{{value}}"}""");

        Assert.Equal(named, warnings.Any(warning => warning.Kind is TokenWarningKind.NumberAsString && warning.Member == claim));
        Assert.DoesNotContain(warnings, warning => value.Length > 2 && warning.Kind is TokenWarningKind.NumberAsString
            && warning.Sentence.Contains(value, StringComparison.Ordinal));
    }
}
